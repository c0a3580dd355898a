/** "Jeg vil ikke svare" beside a field to fill in: the same dashed card as among choices, and as easy to press. */
import './apart.css'
import type { ReactNode } from 'react'
import { Choice } from '../choice/choice.tsx'

export type ApartWords = {
  /** Null where there is nothing to decline. */
  decline: ReactNode
  isDeclined: boolean
  /** Declining empties the field; filling in takes the declining back. */
  onDecline: (isDeclined: boolean) => void
}

export function Apart({ name, decline, isDeclined, onDecline }: ApartWords & { name: string }) {
  return (
    <div className="apart">
      <Choice
        type="checkbox"
        look="card"
        isApart
        name={`${name}-apart`}
        value="~"
        label={decline}
        isChosen={isDeclined}
        onChoose={() => onDecline(!isDeclined)}
      />
    </div>
  )
}
