/**
 * A coarse picture of a drawing: how light each square of it is, on a scale of thirty-two, a line of text for each row
 * of squares. Letters drawn a little differently by another machine change hardly any square by more than a step;
 * a bar of another length changes several by many.
 */
import type { ElementHandle, Page } from 'playwright-core'

export type Picture = readonly string[]

const square = 8

export async function takePicture(page: Page, drawing: ElementHandle): Promise<Picture> {
  // At a whole pixel, wherever on the page it stands: what is above it may end between two.
  await drawing.evaluate((element) => {
    const { left, top } = (element as Element).getBoundingClientRect()
    const [x, y] = [left + scrollX, top + scrollY]
    ;(element as HTMLElement).style.translate = `${Math.round(x) - x}px ${Math.round(y) - y}px`
  })
  const png = await drawing.screenshot({ animations: 'disabled' })
  return page.evaluate(
    async ({ source, side }) => {
      const image = new Image()
      image.src = `data:image/png;base64,${source}`
      await image.decode()
      const canvas = new OffscreenCanvas(image.width, image.height)
      const context = canvas.getContext('2d')
      if (!context) throw new Error('no canvas')
      context.drawImage(image, 0, 0)
      const { data, width, height } = context.getImageData(0, 0, image.width, image.height)
      const rows: string[] = []
      for (let top = 0; top < height; top += side) {
        let row = ''
        for (let left = 0; left < width; left += side) {
          let [light, count] = [0, 0]
          for (let y = top; y < Math.min(height, top + side); y++)
            for (let x = left; x < Math.min(width, left + side); x++) {
              const at = (y * width + x) * 4
              light += 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)
              count++
            }
          row += Math.round((light / count / 255) * 31).toString(32)
        }
        rows.push(row)
      }
      return rows
    },
    { source: png.toString('base64'), side: square },
  )
}

/** How many squares are clearly lighter or darker; all of them when the size is another. */
export function squaresApart(kept: Picture, seen: Picture): number {
  // The last row and column may be a sliver of a square, and go with a pixel.
  const isOneSize = Math.abs(kept.length - seen.length) <= 1 && Math.abs((kept[0]?.length ?? 0) - (seen[0]?.length ?? 0)) <= 1
  if (!isOneSize) return Infinity
  const level = (picture: Picture, row: number, column: number) => Number.parseInt(picture[row]?.[column] ?? '', 32)
  let apart = 0
  for (const [row, line] of kept.entries())
    for (let column = 0; column < line.length; column++) if (Math.abs(level(kept, row, column) - level(seen, row, column)) > 1) apart++
  return apart
}

/** So many squares may be apart in a drawing that is still the same. */
export const squaresForgiven = 3
