import type { Example } from '../gallery/example.ts'
import { ProgressBar } from './progress-bar.tsx'

export const examples: readonly Example[] = [
  { name: 'import', Show: () => <ProgressBar label="Indlæser elever" value={12_400} max={60_000} text="12.400 af 60.000" /> },
  { name: 'quiet', Show: () => <ProgressBar label="Spørgsmål" value={7} max={30} text="7 af 30" isQuiet /> },
  { name: 'nothing yet', Show: () => <ProgressBar label="Lukker undersøgelsen" value={0} max={24} text="0 af 24 klasser" /> },
]
