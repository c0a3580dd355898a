import type { Me } from '#api/session.ts'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { today } from '../today.ts'
import { useBankLines } from './bank-lines.ts'
import { Home, Lines } from './frame.tsx'
import { useFromOthers } from './from-others.ts'
import { Running } from './going-on.tsx'
import { useInvitationLines } from './invitation-lines.ts'
import { useInstrumentLines } from './instrument-lines.ts'
import { Tasks } from './task-list.tsx'
import { administratorTasks, runningSurveys } from './tasks.ts'

/** Files to approve, surveys to close and to finish, questions of colleagues to review; what is running; never an answer. */
export function AdministratorHome({ me }: { readonly me: Me }) {
  const { t, counted } = useWords()
  const institutions = useRead('listInstitutions', undefined)
  const files = useRead('listRosterImports', undefined)
  const surveys = useRead('listSurveys', undefined)
  const others = useFromOthers(me)
  const instruments = useInstrumentLines(me)
  const bank = useBankLines(me)
  const invitations = useInvitationLines()
  return (
    <LoadedPage query={institutions}>
      {(units) => (
        <LoadedPage query={files}>
          {(imports) => (
            <LoadedPage query={surveys}>
              {(rounds) => {
                const tasks = administratorTasks(units, imports, rounds, today())
                const running = runningSurveys(rounds, today())
                const waiting = tasks.length + bank.length + invitations.length
                return (
                  <Home me={me} title={waiting > 0 ? counted('home.title.waiting', waiting) : t('home.title.nothing')}>
                    <Tasks tasks={tasks} />
                    <Lines heading={t('invitation.tab')} isFirst={tasks.length === 0} lines={invitations} />
                    <Running surveys={running} />
                    {waiting === 0 && running.length === 0 && (
                      <EmptyState
                        title={t('home.empty.admin.title')}
                        action={<LinkButton href={`${addresses.survey}/ny`}>{t('home.task.planSurvey.title')}</LinkButton>}
                      >
                        {t('home.empty.admin')}
                      </EmptyState>
                    )}
                    <Lines heading={t('bank.tab')} lines={bank} />
                    <Lines heading={t('instrument.tab')} lines={instruments} />
                    <Lines heading={t('home.questions')} lines={others.questions} />
                  </Home>
                )
              }}
            </LoadedPage>
          )}
        </LoadedPage>
      )}
    </LoadedPage>
  )
}
