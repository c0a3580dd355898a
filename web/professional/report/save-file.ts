/** Files that the browser saves: made by the server, or drawn here. */

export function saveFile(content: Uint8Array | string | Blob, type: string, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content as BlobPart], { type }))
  link.download = name
  link.click()
  // The browser has taken hold of it once the click is over.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** A name that every system takes; what parts the words stays readable. */
export function fileName(words: string, ending: string): string {
  return `${words
    .replaceAll(/\s*[:/\\]\s*/g, ' - ')
    .replaceAll(/[*?"<>|]/g, '')
    .slice(0, 120)}.${ending}`
}

/** A drawing as pixels, twice as fine as a screen's. */
export async function pngOf(svg: string): Promise<Blob> {
  const picture = new Image()
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await picture.decode()
  const canvas = document.createElement('canvas')
  canvas.width = picture.naturalWidth * 2
  canvas.height = picture.naturalHeight * 2
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'))
}
