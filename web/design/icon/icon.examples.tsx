import type { Example } from '../gallery/example.ts'
import { Icon, iconNames } from './icon.tsx'

export const examples: readonly Example[] = [
  {
    name: 'all',
    Show: () => (
      <ul className="cluster">
        {iconNames.map((name) => (
          <li key={name} className="cluster small">
            <Icon name={name} />
            {name}
          </li>
        ))}
      </ul>
    ),
  },
]
