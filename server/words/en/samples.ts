import type { samples as chinese } from '../zh-CN/samples.ts';

/** The sample projects, by kind. */
export const samples: typeof chinese = {
  event: {
    title: 'Sample: Nature Photography Summit',
    gallery: 'Main hall',
    photos: [
      ['Opening', 'Opening', 'Half past one, and the main hall is full.'],
      ['Hills at dawn', 'Hills at dawn', 'The opening picture, ten minutes after sunrise.'],
      ['Keynote', 'Keynote', 'How to wait for the light.'],
      ['Tree line in cloud', 'Tree line in cloud', 'Mist rises from the valley.'],
      ['Sunset on the lake', 'Sunset on the lake', 'Water like a mirror.'],
      ['Exhibition 1', 'Exhibition, room 1', 'Three of the shortlist.'],
      ['Snow mountain', 'Snow mountain', 'The moment the clouds opened.'],
      ['Dunes', 'Dunes', 'Wind has rounded the ridges.'],
      ['Stars above the wood', 'Stars above the wood', 'The clouds moved fast.'],
      ['Exhibition 2', 'Exhibition, room 2', 'Pictures of the night.'],
      ['Sunset at sea', 'Sunset at sea', 'The last minute.'],
      ['Northern lights', 'Northern lights', 'Picture of the year.'],
    ],
  },
  estate: {
    title: 'Sample: Lakeside Residences',
    gallery: 'Three rooms, 128 m²',
    photos: [
      ['Shore at night', 'Shore at night', 'Four towers along the lake.'],
      ['Living room', 'Living room', 'Eight metres wide, facing the lake.'],
      ['Living room in the evening', 'Living room, evening', 'By the light of the floor lamp.'],
      ['Dining room', 'Dining room', 'A table for four, hills outside.'],
      ['Kitchen', 'Kitchen', 'Two worktops and an island for four.'],
      ['Main bedroom', 'Main bedroom', 'Facing east, with the morning sun.'],
      ['East front', 'East front', 'The towers early in the morning.'],
      ['Study', 'Study', 'Shelves on both sides.'],
      ['Second bedroom', 'Second bedroom', 'Quiet at night.'],
      ['Garden path', 'Garden path', 'Four minutes from the lobby to the lake.'],
      ['Balcony room', 'Balcony room', 'The place to sit in the evening.'],
      ['Across the lake', 'Across the lake', 'The estate from the other shore.'],
    ],
  },
  product: {
    title: 'Sample: Morning Light collection',
    gallery: 'Launch pictures',
    photos: [
      ['MG101_front_main', 'Mug, terracotta', '350 ml.'],
      ['MG101_pair_detail', 'Mug, pine and cream', 'Three colours.'],
      ['MG101_scene_poster', 'First cup of the day', 'Mug and kettle.'],
      ['KT202_front_main', 'Kettle, graphite', 'A slim spout that pours evenly.'],
      ['KT202_side_detail', 'Kettle, wheat', '900 ml.'],
      ['KT202_scene_poster', 'By the lake', 'Kettle, brick red.'],
      ['LP303_front_main', 'Table lamp, off', 'Linen shade, brass foot.'],
      ['LP303_lit_detail', 'Table lamp, on', 'Warm light, 2700 K.'],
      ['LP303_scene_poster', 'One light at night', 'Three levels.'],
      ['SP404_front_main', 'Speaker, grey blue', 'Sound all around.'],
      ['SP404_pair_detail', 'Speaker, brick and cream', 'Covered in cloth.'],
      ['SP404_scene_poster', 'Evening', 'Speaker and lamp.'],
    ],
  },
};
