import type { Example } from '../gallery/example.ts'
import { Spinner } from './spinner.tsx'

export const examples: readonly Example[] = [{ name: 'with label', Show: () => <Spinner label="Henter rapporten" /> }]
