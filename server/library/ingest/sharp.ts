import sharp from 'sharp';

// Pictures come one at a time and never twice: a cache would only keep memory.
sharp.cache(false);
sharp.concurrency(1);
// Whatever libvips could read beside these three (SVG, PDF, TIFF, GIF, HEIF, its own formats) is never tried. This also
// sends phones' "Ultra HDR" JPEGs through the plain JPEG loader; libvips' own one for them loses EXIF and XMP.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpegFile', 'VipsForeignLoadPngFile', 'VipsForeignLoadWebpFile'] });
// Logos, which were drawn by ourselves.
sharp.unblock({ operation: ['VipsForeignLoadWebpBuffer'] });
// Sheets, which the box draws itself: what strangers send is read by its path alone, and an SVG there still is not.
sharp.unblock({ operation: ['VipsForeignLoadSvgBuffer'] });

export { sharp };
