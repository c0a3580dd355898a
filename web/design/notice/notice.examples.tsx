import { Button } from '../button/button.tsx'
import type { Example } from '../gallery/example.ts'
import { Notice } from './notice.tsx'

export const examples: readonly Example[] = [
  { name: 'info', Show: () => <Notice title="Du ser klassens samlede svar">Ingen kan se, hvad den enkelte elev har svaret.</Notice> },
  {
    name: 'success',
    Show: () => (
      <Notice kind="success" title="Undersøgelsen er åben">
        Lærerne i 12 klasser kan nu starte deres time.
      </Notice>
    ),
  },
  {
    name: 'warning',
    Show: () => (
      <Notice kind="warning" title="3 klasser mangler at svare">
        Undersøgelsen lukker den 4. december 2026.
      </Notice>
    ),
  },
  {
    name: 'danger, with action',
    Show: () => (
      <Notice
        kind="danger"
        title="Der er ingen forbindelse"
        actions={
          <Button size="small" look="secondary">
            Prøv igen
          </Button>
        }
      >
        Det, du har skrevet, står her stadig.
      </Notice>
    ),
  },
  { name: 'title only', Show: () => <Notice kind="success" title="Alt er gemt" /> },
]
