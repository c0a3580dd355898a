/** What one must know before deciding: who asks, who answers, who reads, until when. */
import type { FamilyChild } from '#api/family.ts'
import type { Me } from '#api/session.ts'
import { firstNameOf } from '../first-name.ts'
import { useWords } from '../language.tsx'
import type { Invitation, Subject } from './family-facts.ts'
import styles from './family-page.module.css'

type InvitationFactsProps = { readonly me: Me; readonly child: FamilyChild; readonly invitation: Invitation; readonly subject: Subject }

export function InvitationFacts({ me, child, invitation, subject }: InvitationFactsProps) {
  const { t, day, list } = useWords()
  const { respondent, readers, closesOn } = invitation
  const name = firstNameOf(child.name)
  const names = list(readers.map((reader) => t('family.reader', { name: reader.name, role: t(`role.${reader.role}`).toLocaleLowerCase() })))
  const facts: readonly (readonly [string, string])[] = [
    [t('family.fact.asks'), t('family.fact.asks.text', { municipality: me.municipality.name })],
    [
      t('family.fact.answers'),
      respondent === 'parent'
        ? t('family.fact.answers.parent')
        : subject === 'self'
          ? t(`family.fact.answers.${respondent}.self`)
          : t(`family.fact.answers.${respondent}`, { name }),
    ],
    [t('family.fact.track'), t('family.fact.track.text')],
    [t('family.fact.readers'), readers.length === 0 ? t('family.fact.readers.none') : t('family.fact.readers.only', { names })],
    [t('family.fact.until'), day(closesOn)],
  ]
  return (
    <dl className={styles.facts}>
      {facts.map(([term, fact]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  )
}
