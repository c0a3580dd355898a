import { Button } from '../button/button.tsx'
import type { Example } from '../gallery/example.ts'
import { useReadAloud } from './read-aloud.ts'

const words = 'Søvn og hvile fylder mere hjemme end i skolen.'

function Listening() {
  const readAloud = useReadAloud(words, 'da')
  return (
    <div className="stack">
      <p>{words}</p>
      {readAloud ? (
        <Button look="quiet" icon={readAloud.isReading ? 'stop' : 'speaker'} onClick={readAloud.toggle}>
          {readAloud.isReading ? 'Stop' : 'Læs op'}
        </Button>
      ) : (
        <p className="quiet">Denne enhed har ingen dansk stemme, så der er ingen knap.</p>
      )}
    </div>
  )
}

export const examples: readonly Example[] = [{ name: 'a sentence to listen to', Show: Listening }]
