import type { Example } from '../gallery/example.ts'
import { Disclosure } from './disclosure.tsx'

export const examples: readonly Example[] = [
  {
    name: 'why',
    Show: () => (
      <Disclosure summary="Hvorfor spørger vi?">
        <p>Søvn betyder meget for, hvordan man har det i skolen. Klassen bruger svarene til at tale om gode aftener.</p>
      </Disclosure>
    ),
  },
]
