/** Saves bytes that this page made, or was given, as a file of this name. */
export function saveFile(name: string, bytes: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  // A browser may still be reading it in the next moments.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
