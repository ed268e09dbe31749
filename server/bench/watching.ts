/**
 * Runs in the kiosk's page: notes when it holds a photo in its large size and can draw it. The photo is decoded here once
 * more, since the kiosk itself decodes it when its turn comes.
 */
export const watching = `(() => {
  const held = window.heldPhotos = {};
  const fetched = window.fetch;
  window.fetch = async (...all) => {
    const answer = await fetched(...all);
    const photo = /^.kiosk.photos.([^/]+).(screen|kiosk)/.exec(String(all[0]));
    if (photo && answer.ok && !held[photo[1]]) answer.clone().blob().then(async (blob) => {
      const picture = new Image();
      picture.src = URL.createObjectURL(blob);
      await picture.decode();
      held[photo[1]] ||= performance.timeOrigin + performance.now();
      URL.revokeObjectURL(picture.src);
    });
    return answer;
  };
})()`;
