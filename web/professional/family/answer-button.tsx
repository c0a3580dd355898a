/** Leads to the questions. The address is asked for when it is to be used, and is no link to copy by mistake. */
import type { FamilyChild } from '#api/family.ts'
import { Button } from '../../design/button/button.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { Refused } from '../shell/refused.tsx'
import type { Invitation } from './family-facts.ts'

type AnswerButtonProps = {
  readonly child: Pick<FamilyChild, 'pupilId'>
  readonly invitation: Pick<Invitation, 'surveyId' | 'title'>
  readonly look?: 'primary' | 'secondary'
}

export function AnswerButton({ child, invitation, look = 'primary' }: AnswerButtonProps) {
  const { t } = useWords()
  const open = useAct('openOwnInvitation', ({ link }) => window.location.assign(link))
  return (
    <>
      <Button
        look={look}
        iconAfter="forward"
        isBusy={open.isPending}
        aria-label={`${t('family.answer')}: ${invitation.title}`}
        onClick={() => open.mutate({ body: { pupilId: child.pupilId, surveyId: invitation.surveyId } })}
      >
        {t('family.answer')}
      </Button>
      {open.error !== null && <Refused error={open.error} />}
    </>
  )
}
