import { Button } from '../button/button.tsx'
import type { Example } from '../gallery/example.ts'
import { EmptyState } from './empty-state.tsx'

export const examples: readonly Example[] = [
  {
    name: 'with action',
    Show: () => (
      <EmptyState level={3} title="Der er ingen undersøgelser endnu" action={<Button>Lav den første undersøgelse</Button>}>
        <p>Når en undersøgelse er åben, kan du følge svarprocenten her.</p>
      </EmptyState>
    ),
  },
  { name: 'nothing to do', Show: () => <EmptyState level={3} title="Alle klasser har svaret" /> },
]
