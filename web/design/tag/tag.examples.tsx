import type { Example } from '../gallery/example.ts'
import { Tag } from './tag.tsx'

export const examples: readonly Example[] = [
  {
    name: 'tones',
    Show: () => (
      <div className="cluster">
        <Tag>21 af 24 har svaret</Tag>
        <Tag tone="neutral">Kladde</Tag>
        <Tag tone="success" icon="success">
          Går godt
        </Tag>
        <Tag tone="warning" icon="warning">
          Se nærmere
        </Tag>
        <Tag tone="danger" icon="danger">
          Fejl i linje 12
        </Tag>
      </div>
    ),
  },
]
