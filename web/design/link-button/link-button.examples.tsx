import type { Example } from '../gallery/example.ts'
import { LinkButton } from './link-button.tsx'

export const examples: readonly Example[] = [
  {
    name: 'looks',
    Show: () => (
      <div className="cluster">
        <LinkButton href="#link-button" iconAfter="forward">
          Se rapporten
        </LinkButton>
        <LinkButton href="#link-button" look="secondary" icon="download">
          PDF
        </LinkButton>
        <LinkButton href="#link-button" look="quiet">
          Vis for klassen
        </LinkButton>
      </div>
    ),
  },
]
