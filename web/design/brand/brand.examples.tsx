import type { Example } from '../gallery/example.ts'
import { Brand } from './brand.tsx'

export const examples: readonly Example[] = [{ name: 'mark and name', Show: () => <Brand name="BørnUngeLiv" /> }]
