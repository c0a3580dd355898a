/** What informants, rules and scores are called on the pages of a case. */
import type { AssessmentView, InformantRow } from '#api/assessment.ts'
import { scored } from '#domain/instrument/instrument.ts'
import type { Role } from '#domain/access/actor.ts'
import { useWords } from '../language.tsx'

/** As the people on the case call them, else by what they are to the child. */
export function useInformantName(): (informant: Pick<InformantRow, 'label' | 'relation'>) => string {
  const { t } = useWords()
  return ({ label, relation }) => (label === '' ? t(`assessment.relation.${relation}`) : label)
}

export function useRoleName(): (role: string) => string {
  const { t } = useWords()
  return (role) => t(`role.${role as Role}`)
}

export function useScoreName({ definition }: Pick<AssessmentView, 'definition'>): (code: string) => string {
  const { language } = useWords()
  return (code) => scored(definition).find((one) => one.code === code)?.name[language] ?? code
}

export function useAge(): (age: number | null) => string {
  const { t, counted } = useWords()
  return (age) => (age === null ? t('assessment.age.unknown') : counted('assessment.age', age))
}
