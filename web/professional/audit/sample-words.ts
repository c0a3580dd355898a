/** What a sample has found, in one line. */
import type { Output } from '../../client.ts'
import { useWords } from '../language.tsx'

export function useFound() {
  const { t } = useWords()
  return (verdicts: Output<'getSample'>['verdicts']) => t('audit.sample.record.verdicts', verdicts)
}
