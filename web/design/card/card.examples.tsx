import { LinkButton } from '../link-button/link-button.tsx'
import { Tag } from '../tag/tag.tsx'
import type { Example } from '../gallery/example.ts'
import { Card } from './card.tsx'

export const examples: readonly Example[] = [
  {
    name: 'plain, with footer',
    Show: () => (
      <Card
        heading="Cirka 17 af 21 falder let i søvn de fleste aftener"
        lead="Hvor tit har du haft svært ved at falde i søvn den sidste uge? · 21 svar"
        footer={
          <LinkButton href="#card" look="quiet">
            Vis tabel
          </LinkButton>
        }
      >
        <p>Ingen sikker forskel fra resten af skolen.</p>
      </Card>
    ),
  },
  {
    name: 'hidden',
    Show: () => (
      <Card look="hidden" heading="Skjult her: Er du blevet mobbet?">
        <p>Et følsomt spørgsmål vises først for en klasse, når mindst 10 har svaret. Svarene tæller med for 6. årgang.</p>
      </Card>
    ),
  },
  {
    name: 'warm',
    Show: () => (
      <Card look="warm" heading="Det kan I gøre" lead={<Tag tone="neutral">Klasse · mellemtrin</Tag>}>
        <p>Store elever sætter gang i lege i frikvarteret.</p>
      </Card>
    ),
  },
]
