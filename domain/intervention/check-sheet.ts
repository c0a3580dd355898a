/** What a sheet still lacks before anybody is asked to review it. */
import { type Sheet, sheetWords } from './sheet.ts'

/** The field by its place in the sheet, as `themes` or `texts.da.aim`, and what is wrong with it. */
export type SheetFault = {
  readonly field: string
  readonly fault: 'missing' | 'ages-backwards' | 'not-a-secure-link' | 'not-an-address'
}

/**
 * Every fault, in the order of the form. Danish words must all be there; English may wait, and is then shown in
 * Danish. A link must be https, for it is followed from a public page.
 */
export function faultsOf(sheet: Sheet): readonly SheetFault[] {
  const missingWords = sheetWords.filter((word) => sheet.texts.da[word] === '').map((word) => missing(`texts.da.${word}`))
  const missingChoices = (['themes', 'informants', 'levels', 'settings', 'languages'] as const)
    .filter((field) => sheet[field].length === 0)
    .map(missing)
  return [
    ...missingWords,
    ...missingChoices,
    ...(sheet.ages.from > sheet.ages.to ? [{ field: 'ages', fault: 'ages-backwards' } as const] : []),
    ...(isSecureLink(sheet.link) ? [] : [{ field: 'link', fault: sheet.link === '' ? 'missing' : 'not-a-secure-link' } as const]),
    ...(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(sheet.contact)
      ? []
      : [{ field: 'contact', fault: sheet.contact === '' ? 'missing' : 'not-an-address' } as const]),
  ]
}

function missing(field: string): SheetFault {
  return { field, fault: 'missing' }
}

function isSecureLink(link: string): boolean {
  return /^https:\/\/[a-z0-9.-]+\.[a-z]{2,}(\/[^\s<>"']*)?$/i.test(link)
}
