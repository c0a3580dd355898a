/** How a question is answered, chosen by a small picture and an example. */
import { type ItemKind, itemKinds } from '#domain/questionnaire/questionnaire.ts'
import { Radios } from '../../design/radios/radios.tsx'
import { useWords } from '../language.tsx'
import styles from './bank.module.css'

/** A page that is read asks nothing, so it is no item of the bank. */
const kinds = itemKinds.filter((kind) => kind !== 'information')

type KindChoiceProps = { readonly id: string; readonly value: ItemKind; readonly onChange: (kind: ItemKind) => void }

export function KindChoice({ id, value, onChange }: KindChoiceProps) {
  const { t } = useWords()
  return (
    <div className={styles.kinds}>
      <Radios
        id={id}
        label={t('bank.kind')}
        value={value}
        onChange={(kind) => onChange(kind as ItemKind)}
        options={kinds.map((kind) => ({
          value: kind,
          label: (
            <span className={styles.kind}>
              <KindPicture kind={kind} />
              {t(`bank.kind.${kind}`)}
            </span>
          ),
          help: t(`bank.kind.${kind}.example`),
        }))}
      />
    </div>
  )
}

/** Circles, boxes, faces, a ladder, a field: what a reader meets, drawn small. */
export function KindPicture({ kind }: { readonly kind: ItemKind }) {
  return (
    <svg className={styles.kindPicture} viewBox="0 0 48 32" aria-hidden="true" focusable="false">
      {drawings[kind].map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  )
}

const circle = (x: number, y: number, r: number) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`
const lines = (from: number) => [`M${from} 7H44`, `M${from} 16H40`, `M${from} 25H42`]
const smile = (x: number, bend: number) => [circle(x, 16, 6.5), `M${x - 3} ${18.5 - bend / 2}q3 ${bend} 6 0`]

const drawings: Readonly<Record<ItemKind, readonly string[]>> = {
  single: [circle(8, 7, 3.5), circle(8, 16, 3.5), circle(8, 25, 3.5), circle(8, 16, 1), ...lines(17)],
  multiple: ['M4.5 3.5h7v7h-7z', 'M4.5 12.5h7v7h-7z', 'M4.5 21.5h7v7h-7z', 'm6 16 1.5 1.5L10 14', 'm6 25 1.5 1.5L10 23', ...lines(17)],
  frequency: ['M6 27v-4', 'M18 27v-9', 'M30 27V12', 'M42 27V5', 'M3 29.5h42'],
  agreement: [circle(8, 16, 4), circle(19, 16, 4), circle(30, 16, 4), circle(41, 16, 4), circle(41, 16, 1.2)],
  faces: [...smile(8, -4), ...smile(24, 0), ...smile(40, 4)],
  ladder: ['M16 2v28', 'M32 2v28', 'M16 7h16', 'M16 13h16', 'M16 19h16', 'M16 25h16'],
  number: ['M4 8h40v16H4z', 'M12 13l2.500-1.500v9', 'M22 13c0-2 5-2 5 .5S22 18 22 20.500h5'],
  clock: [circle(24, 16, 12), 'M24 9v7l5 4'],
  month: ['M8 6h32v22H8z', 'M8 13h32', 'M16 3v5', 'M32 3v5'],
  text: ['M4 5h40v22H4z', 'M10 12h26', 'M10 18h16'],
  information: ['M8 3h32v26H8z', 'M14 10h20', 'M14 16h20', 'M14 22h12'],
}
