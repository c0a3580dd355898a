/** A QR code as an SVG picture, for what is printed. */
import qrcode from 'qrcode-generator'

/** Black on nothing, with the quiet margin that readers need. */
export function qrSvg(text: string): string {
  const qr = qrcode(0, 'M')
  qr.addData(text)
  qr.make()
  const size = qr.getModuleCount()
  let path = ''
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) if (qr.isDark(row, column)) path += `M${column},${row}h1v1h-1z`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 ${size + 4} ${size + 4}" shape-rendering="crispEdges"><path fill="#000" d="${path}"/></svg>`
}
