/** A face of the form, drawn as on the screen: the mouth and the brows tell it, in black on white. */
export function faceSvg(place: number, of: number): string {
  const mood = (2 * place) / (of - 1) - 1
  const brow = Math.max(0, -mood) * 4
  const corner = 43 - mood * 4
  const brows = brow > 1 ? `<path d="M16 ${18 + brow / 2}l9-${brow}m23 ${brow}-9-${brow}"/>` : ''
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" fill="none" stroke="#000" stroke-width="3" stroke-linecap="round"><circle cx="32" cy="32" r="30"/><path d="M${19 - mood} ${corner}Q32 ${43 + mood * 16} ${45 + mood} ${corner}"/>${brows}<path d="M22.5 26.5v1m19-1v1" stroke-width="5"/></svg>`
}
