/** How many files, and of how many bytes each, one upload request may carry. */
export const uploadLimits = { files: 25, fileBytes: 50 * 1024 * 1024 } as const;
/** A photo of more pixels is refused. */
export const maxPixels = 120_000_000;
