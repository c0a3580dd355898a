/**
 * A coarse picture of a drawing: how light each square of it is, on a scale of thirty-two, a line of text for each row
 * of squares. Letters drawn a little differently by another machine change hardly any square by more than a step;
 * a bar of another length changes several by many.
 */
import type { ElementHandle, Page } from 'playwright-core'

export type Picture = readonly string[]

const square = 8

export async function takePicture(page: Page, drawing: ElementHandle): Promise<Picture> {
  // A copy in the corner of the window: what stands above it on the page may end between two pixels.
  const copy = await drawing.evaluateHandle((drawn) => {
    const element = drawn as Element
    const place = document.createElement('div')
    const width = Math.round(element.getBoundingClientRect().width)
    place.style.cssText = `position: fixed; left: 0; top: 0; z-index: 9; inline-size: ${width}px; background: var(--surface)`
    place.dataset['theme'] = element.closest<HTMLElement>('[data-theme]')?.dataset['theme'] ?? 'light'
    const around = document.createElement('div')
    around.className = element.closest('.chart__picture, .profile-chart')?.className ?? ''
    around.append(element.cloneNode(true))
    place.append(around)
    document.body.append(place)
    return place
  })
  const png = await copy.screenshot({ animations: 'disabled' })
  await copy.evaluate((place) => place.remove())
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
