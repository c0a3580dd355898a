import { Button } from '../button/button.tsx'
import { Tag } from '../tag/tag.tsx'
import type { Example } from '../gallery/example.ts'
import { PageHeading } from './page-heading.tsx'

export const examples: readonly Example[] = [
  {
    name: 'report',
    Show: () => (
      <PageHeading
        pathLabel="Her er du i rapporten"
        path={[
          { label: 'Lillekøbing Kommune', href: '#page-heading' },
          { label: 'Åsum Skole', href: '#page-heading' },
          { label: '6. årgang' },
        ]}
        title="6.B sover godt, men færre føler sig trygge i pauserne"
        facts={['Mellemtrin, efterår 2026', '21 af 24 har svaret']}
        tags={<Tag tone="neutral">Undersøgelsen er åben</Tag>}
        actions={
          <>
            <Button>Vis for klassen</Button>
            <Button look="secondary">PDF</Button>
          </>
        }
      />
    ),
  },
  { name: 'task', Show: () => <PageHeading title="3 klasser mangler at svare" lead="Undersøgelsen lukker fredag den 4. december 2026." /> },
]
