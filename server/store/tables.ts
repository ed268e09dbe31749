/**
 * The tables of the database. Each room adds its own in its `table.ts`:
 * `declare module '../store/tables.ts' { interface Tables { photos: PhotoRow } }`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: the rooms fill it.
export interface Tables {}
