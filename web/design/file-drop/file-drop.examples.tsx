import type { Example } from '../gallery/example.ts'
import { FileDrop } from './file-drop.tsx'

const words = {
  label: 'Fil med elever',
  help: 'CSV fra skolens system. Intet sker, før du har set forskellene.',
  accept: '.csv',
  invitation: 'Træk filen hertil, eller vælg den',
  onFile: () => {},
}

export const examples: readonly Example[] = [
  { name: 'empty', Show: () => <FileDrop {...words} /> },
  { name: 'chosen', Show: () => <FileDrop {...words} chosen="elever-2026-11-22.csv" /> },
  { name: 'with error', Show: () => <FileDrop {...words} error="Filen har ingen kolonne med klasse. Tilføj den, og vælg filen igen." /> },
]
