/** What became of the messages: numbers by occasion, channel and state, in words. */
import type { InvitationStatus } from '#api/invitation.ts'
import { messageStates } from '#domain/invitation/invitation.ts'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { ProgressBar } from '../../design/progress-bar/progress-bar.tsx'
import { Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import { FoldWhenNarrow } from '../shell/fold-when-narrow.tsx'
import { Section, Sheet } from '../shell/page.tsx'
import { progressOf, shownStates, underway } from './invitation-facts.ts'
import styles from './invitation.module.css'

export function Messages({ status }: { readonly status: InvitationStatus }) {
  const { t, number } = useWords()
  const { done, all } = progressOf(status)
  const states = shownStates(status)
  const isMoving = underway(status) > 0
  if (all === 0 && status.state === 'open') return null
  const waits = status.messages.some(({ channel, counts }) => channel === 'sms' && (counts.waiting ?? 0) > 0)
  return (
    <Section title={t('invitation.messages')}>
      {isMoving && (
        <div className={styles.progress}>
          <ProgressBar
            label={t('invitation.now.progress')}
            value={done}
            max={all}
            text={t('invitation.now.progress.text', { done, all })}
          />
          <p className="quiet small">
            {t('invitation.now.leave')} {waits && t('invitation.now.night')}
          </p>
        </div>
      )}
      {all === 0 ? (
        <p>{t('invitation.messages.none')}</p>
      ) : (
        <>
          <FoldWhenNarrow summary={t('invitation.messages.caption')}>
            <Sheet>
              <Table
                caption={t('invitation.messages.caption')}
                isCaptionHidden
                narrow="fold"
                rows={status.messages}
                rowKey={({ occasion, channel }) => `${occasion} ${channel}`}
                columns={[
                  {
                    key: 'occasion',
                    heading: t('invitation.column.occasion'),
                    isName: true,
                    cell: ({ occasion }) => t(`invitation.occasion.${occasion}`),
                  },
                  { key: 'channel', heading: t('invitation.column.channel'), cell: ({ channel }) => t(`invitation.channel.${channel}`) },
                  ...states.map((state) => ({
                    key: state,
                    heading: t(`invitation.state.${state}`),
                    isNumber: true,
                    cell: ({ counts }: InvitationStatus['messages'][number]) => number(counts[state] ?? 0),
                  })),
                ]}
              />
            </Sheet>
          </FoldWhenNarrow>
          <Disclosure summary={t('invitation.state.what')}>
            <dl className={styles.words}>
              {messageStates.map((state) => (
                <div key={state}>
                  <dt>{t(`invitation.state.${state}`)}</dt>
                  <dd>{t(`invitation.state.${state}.help`)}</dd>
                </div>
              ))}
            </dl>
          </Disclosure>
        </>
      )}
    </Section>
  )
}
