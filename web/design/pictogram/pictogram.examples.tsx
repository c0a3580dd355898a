import { pictograms } from '#domain/questionnaire/pictograms.ts'
import type { Example } from '../gallery/example.ts'
import { Pictogram } from './pictogram.tsx'

export const examples: readonly Example[] = [
  {
    name: 'all',
    Show: () => (
      <ul className="cluster">
        {pictograms.map((name) => (
          <li key={name} className="small">
            <Pictogram name={name} />
            {name}
          </li>
        ))}
      </ul>
    ),
  },
]
