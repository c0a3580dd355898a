import type { PackFault } from '#domain/instrument/pack.ts'
import type { FileFault } from './pack-file.ts'

type Said = readonly [danish: string, english: string]

/** What is wrong with a pack, for the person at the terminal. `at` stands after it. */
const sentences: Readonly<Record<PackFault['fault'] | FileFault['fault'], Said>> = {
  'no-file': ['filen findes ikke', 'there is no such file'],
  'not-json': ['filen er ikke JSON', 'the file is not JSON'],
  'other-format': ['pakken har et format, som dette program ikke kender', 'the pack has a format that this program does not know'],
  'unknown-language': ['sproget kendes ikke', 'the language is unknown'],
  'wrong-shape': ['feltet mangler, er for meget eller har en forkert værdi', 'the field is missing, not known or has a wrong value'],
  'recording-missing': ['optagelsen ligger ikke ved pakken', 'the recording is not beside the pack'],
  'recording-altered': ['optagelsen er ændret', 'the recording has been altered'],
  'recording-not-played': [
    'optagelsen kan ikke afspilles: den er for stor eller af en anden slags, end pakken siger (MP3, M4A eller Ogg)',
    'the recording cannot be played: it is too large, or not of the kind the pack says (MP3, M4A or Ogg)',
  ],
  altered: [
    'pakken er ændret, siden den blev forseglet: kontrolsummen passer ikke',
    'the pack has been altered since it was sealed: the checksum does not fit',
  ],
  'unknown-instrument': ['instrumentet findes ikke her', 'the instrument is not here'],
  'unknown-edition': [
    'pakken er lavet til en anden udgave af instrumentet, med andre spørgsmål eller svar',
    'the pack was made for another edition of the instrument, with other items or answers',
  ],
  'unknown-version': ['instrumentet har ikke den version', 'the instrument has no such version'],
  'version-twice': ['versionen står der to gange', 'the version stands there twice'],
  'other-language': ['teksten er på et andet sprog end pakken', 'the text is in another language than the pack'],
  'order-missing': ['rækkefølgen mangler', 'the order is missing'],
  'order-without-words': ['rækkefølgen er til en version uden tekst', 'the order is of a version without words'],
  'order-changed': ['spørgsmålene står ikke i instrumentets rækkefølge', "the items are not in the instrument's order"],
  'ends-before-it-begins': ['pakken udløber, før den gælder', 'the pack expires before it is valid'],
  'recording-of-unknown-item': [
    'optagelsen hører til et spørgsmål, som pakken ikke har',
    'the recording is of an item that the pack has not',
  ],
  'not-for-this-installation': ['pakken er til en anden installation', 'the pack is for another installation'],
  'not-yet-valid': ['pakken gælder ikke endnu; den gælder fra', 'the pack is not valid yet; it is valid from'],
  expired: ['pakken er udløbet', 'the pack has expired'],
  'other-instrument': ['teksten er til et andet instrument', 'the text is of another instrument'],
  'other-version': ['teksten er til en anden version', 'the text is of another version'],
  'item-without-words': ['spørgsmålet mangler tekst', 'the item has no words'],
  'words-without-item': ['teksten hører ikke til noget spørgsmål', 'the words belong to no item'],
  'wrong-number-of-options': ['spørgsmålet har et forkert antal svar', 'the item has a wrong number of answers'],
  'theme-without-words': ['afsnittet mangler overskrift', 'the part has no heading'],
}

/** One line on a fault, in Danish and English, with what it is about. */
export function explainPackFault({ fault, at }: PackFault | FileFault): string {
  const [danish, english] = sentences[fault]
  return `${danish} / ${english}: ${at}`
}
