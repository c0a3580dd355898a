/** "Om dine svar" as parents will read it, made from the plan: the words are those of the public page. */
import { thresholds } from '#domain/disclosure/thresholds.ts'
import type { Me } from '#api/session.ts'
import { useWords } from '../language.tsx'
import { FoldList } from '../shell/fold.tsx'
import { danish, type TextKey } from '../wording.ts'
import type { Draft } from './plan.ts'

const sections = [
  ['adult.why', ['adult.why.text']],
  ['adult.how', ['adult.how.text']],
  ['adult.voluntary', ['adult.voluntary.text']],
  ['adult.see', ['adult.see.nobody', 'adult.see.teacher', 'adult.see.group']],
  ['adult.protect', ['adult.protect.text']],
  ['adult.keep', ['adult.keep.text']],
  ['adult.withdraw', ['adult.withdraw.text']],
  ['adult.law', ['adult.law.text']],
  ['adult.complain', ['adult.complain.text']],
] as const satisfies readonly (readonly [TextKey, readonly TextKey[]])[]

type AboutPreviewProps = {
  readonly me: Me
  readonly draft: Draft
  readonly respondent: string
  readonly minutes: number
  readonly items: number
}

/** As the public page chooses: what is true of the track, else of who answers, else of a class. */
function nearest(key: TextKey, track: string, respondent: string): TextKey {
  const known: Readonly<Record<string, string>> = danish
  const found = [`${track}.${key}`, `${respondent}.${key}`].find((further) => further in known)
  return (found ?? key) as TextKey
}

export function AboutPreview({ me, draft, respondent, minutes, items }: AboutPreviewProps) {
  const { t, day } = useWords()
  const values = {
    municipality: me.municipality.name,
    items,
    minutes,
    last: day(draft.closesOn),
    open: thresholds.open.minimum,
    sensitive: thresholds.sensitive.minimum,
    highlySensitive: thresholds.highlySensitive.minimum,
  }
  return (
    <FoldList
      rows={sections.map(([heading, texts]) => ({
        key: heading,
        name: t(heading, values),
        aside: null,
        more: texts.map((text) => <p key={text}>{t(nearest(text, draft.track, respondent), values)}</p>),
      }))}
    />
  )
}
