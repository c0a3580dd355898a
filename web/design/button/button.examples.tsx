import type { Example } from '../gallery/example.ts'
import { Button } from './button.tsx'

export const examples: readonly Example[] = [
  {
    name: 'looks',
    Show: () => (
      <div className="cluster">
        <Button>Åbn undersøgelsen</Button>
        <Button look="secondary">Gem kladde</Button>
        <Button look="quiet">Fortryd</Button>
        <Button look="danger">Slet kladden</Button>
      </div>
    ),
  },
  {
    name: 'sizes',
    Show: () => (
      <div className="cluster">
        <Button size="small" look="secondary">
          Lille
        </Button>
        <Button>Almindelig</Button>
        <Button size="large">Stor</Button>
      </div>
    ),
  },
  {
    name: 'with icon',
    Show: () => (
      <div className="cluster">
        <Button look="secondary" icon="back">
          Tilbage
        </Button>
        <Button iconAfter="forward">Næste</Button>
        <Button look="secondary" icon="print">
          Udskriv
        </Button>
      </div>
    ),
  },
  { name: 'busy', Show: () => <Button isBusy>Sender dine svar</Button> },
  {
    name: 'waits for something',
    Show: () => (
      <>
        <p id="waits-for">Undersøgelsen er ikke gjort op endnu.</p>
        <Button waitsFor="waits-for">Offentliggør</Button>
      </>
    ),
  },
  {
    name: 'long text, wide',
    Show: () => (
      <Button isWide look="secondary">
        Jeg vil ikke være med i undersøgelsen, og det er helt i orden
      </Button>
    ),
  },
]
