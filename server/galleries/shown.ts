import type { PhotoState } from '#contract/photos.ts';

/** A photo as guests and screens need it; no second query is asked for its bytes. */
export interface ShownPhoto {
  readonly id: string;
  readonly hash: string;
  readonly edition: number;
  readonly name: string;
  readonly title: string;
  readonly caption: string;
  readonly format: 'jpeg' | 'png' | 'webp';
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly thumbhash: string | null;
  readonly takenAt: number | null;
  readonly panorama: boolean;
  readonly state: PhotoState;
}

export interface ShownGallery {
  readonly id: string;
  readonly projectId: string;
  readonly title: string;
  readonly version: number;
  /** What stands below its title on screens; '' where nothing does. */
  readonly line: string;
  /** 楼栋; '' where it is of none. */
  readonly building: string;
  readonly coverPhotoId: string | null;
  /** In the order in which guests see them; failed and hidden ones are left out, those on their way are in. */
  readonly photos: readonly ShownPhoto[];
}
