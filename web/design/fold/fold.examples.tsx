import { useId, useState } from 'react'
import type { Example } from '../gallery/example.ts'
import { Tag } from '../tag/tag.tsx'
import { Fold } from './fold.tsx'

function Theme({ heading, isOpen: begins }: { readonly heading: string; readonly isOpen: boolean }) {
  const [isOpen, setOpen] = useState(begins)
  return (
    <Fold
      id={useId()}
      heading={heading}
      aside={
        <Tag tone="success" icon="up">
          Går godt
        </Tag>
      }
      brief={
        <>
          <p>Cirka 19 af 22 var trygge i klassen for det meste eller altid</p>
          <p className="quiet small">6 spørgsmål · 2 tydeligt bedre · ét skjult</p>
        </>
      }
      isFolding
      isOpen={isOpen}
      onToggle={setOpen}
    >
      <p>
        Her står spørgsmålene med <a href="#gallery">hver sin figur</a>.
      </p>
    </Fold>
  )
}

function Bare({ heading, isFolding }: { readonly heading: string; readonly isFolding: boolean }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Fold id={useId()} heading={heading} isFolding={isFolding} isOpen={isOpen} onToggle={setOpen}>
      <p>To spørgsmål.</p>
    </Fold>
  )
}

export const examples: readonly Example[] = [
  { name: 'folded', Show: () => <Theme heading="Skoleglæde og tryghed i klassen, i frikvartererne og på vej hjem" isOpen={false} /> },
  { name: 'open', Show: () => <Theme heading="Venner og ensomhed" isOpen /> },
  { name: 'without a word more', Show: () => <Bare heading="Søvn" isFolding /> },
  { name: 'on a wide screen, where nothing is folded', Show: () => <Bare heading="Mad og måltider" isFolding={false} /> },
]
