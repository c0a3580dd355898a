/** The status board: who is asked, how far each has come, and their links. */
import { type FormEvent, useState } from 'react'
import { mayGoOn } from '#domain/assessment/assessment.ts'
import { addDays, isDay } from '#domain/calendar/calendar.ts'
import { type AssessmentView, type InformantRow, relations } from '#api/assessment.ts'
import { Button } from '../../design/button/button.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { Select } from '../../design/select/select.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { TextField } from '../../design/text-field/text-field.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { Refused } from '../shell/refused.tsx'
import { DayField } from '../survey/day-field.tsx'
import { today } from '../today.ts'
import styles from './assessment.module.css'
import { inOrder } from './case-facts.ts'
import { Part } from './part.tsx'
import { InformantLink, type ShownLink } from './informant-link.tsx'
import { useInformantName } from './names.ts'

type InformantsProps = { readonly view: AssessmentView; readonly isOpen: boolean; readonly isNext: boolean }

export function Informants({ view, isOpen, isNext }: InformantsProps) {
  const { t } = useWords()
  const [isInviting, setInviting] = useState(false)
  const [link, setLink] = useState<ShownLink>()
  const mayInvite = mayGoOn(view.consents)
  const rounds = [...new Set(view.informants.map(({ round }) => round))].toSorted((a, b) => b - a)
  return (
    <Part id="informants" title={t('assessment.informants.title')}>
      <p className={styles.quiet}>{t('assessment.informants.text')}</p>
      {view.informants.length === 0 && <p>{t('assessment.informants.none')}</p>}
      {rounds.map((round) => (
        <Board key={round} view={view} round={round} isOpen={isOpen} hasName={rounds.length > 1} onLink={setLink} />
      ))}
      {isOpen && !mayInvite && <p className={styles.quiet}>{t('assessment.informants.needsConsent')}</p>}
      {isOpen && mayInvite && (
        <div className={styles.buttons}>
          <Button look={isNext ? 'primary' : 'secondary'} onClick={() => setInviting(true)}>
            {t('assessment.invite')}
          </Button>
        </div>
      )}
      <Dialog isOpen={isInviting} onClose={() => setInviting(false)} title={t('assessment.invite.title')} actions={null}>
        <InviteForm
          view={view}
          onDone={(shown) => {
            setInviting(false)
            setLink(shown)
          }}
          onCancel={() => setInviting(false)}
        />
      </Dialog>
      <InformantLink shown={link} onClose={() => setLink(undefined)} />
    </Part>
  )
}

type BoardProps = {
  readonly view: AssessmentView
  readonly round: number
  readonly isOpen: boolean
  readonly hasName: boolean
  readonly onLink: (shown: ShownLink) => void
}

function Board({ view, round, isOpen, hasName, onLink }: BoardProps) {
  const { t } = useWords()
  const [refusal, setRefusal] = useState<Error>()
  return (
    <div>
      {hasName && (
        <h3>{round === 1 ? t('assessment.result.round.first') : t('assessment.result.round.later', { round: String(round - 1) })}</h3>
      )}
      <ul className={styles.rows} aria-label={t('assessment.informants.caption')}>
        {inOrder(view, round).map((informant) => (
          <BoardRow key={informant.id} id={view.id} informant={informant} isOpen={isOpen} onLink={onLink} onRefused={setRefusal} />
        ))}
      </ul>
      {refusal && <Refused error={refusal} />}
    </div>
  )
}

type BoardRowProps = {
  readonly id: string
  readonly informant: InformantRow
  readonly isOpen: boolean
  readonly onLink: (shown: ShownLink) => void
  readonly onRefused: (error: Error) => void
}

function BoardRow({ id, informant, isOpen, onLink, onRefused }: BoardRowProps) {
  const { t } = useWords()
  const nameOf = useInformantName()
  const name = nameOf(informant)
  const [isTaking, setTaking] = useState(false)
  const params = { id, informantId: informant.id }
  const remind = useAct('remindInformant', ({ link }) => onLink({ name, link, isReminder: true }))
  const withdraw = useAct('withdrawInformant', () => setTaking(false))
  return (
    <li>
      <span className={styles.who}>
        <strong>{name}</strong> <State informant={informant} />
        <span className={styles.place}>
          <When informant={informant} />
        </span>
      </span>
      {isOpen && informant.state === 'invited' && (
        <span className={styles.acts}>
          <ShowLink params={params} name={name} onLink={onLink} onRefused={onRefused} />
          <Button
            look="quiet"
            size="small"
            aria-label={t('assessment.informants.remind.for', { name })}
            isBusy={remind.isPending}
            onClick={() => remind.mutate({ params }, { onError: onRefused })}
          >
            {t('assessment.informants.remind')}
          </Button>
          <Button look="quiet" size="small" aria-label={t('assessment.informants.withdraw.for', { name })} onClick={() => setTaking(true)}>
            {t('assessment.informants.withdraw')}
          </Button>
        </span>
      )}
      <Dialog
        isOpen={isTaking}
        onClose={() => setTaking(false)}
        title={t('assessment.informants.withdraw.title', { name })}
        actions={
          <>
            <Button look="secondary" onClick={() => setTaking(false)}>
              {t('shell.cancel')}
            </Button>
            <Button look="danger" isBusy={withdraw.isPending} onClick={() => withdraw.mutate({ params })}>
              {t('assessment.informants.withdraw.yes')}
            </Button>
          </>
        }
      >
        <p>{t('assessment.informants.withdraw.text')}</p>
        {withdraw.error && <Refused error={withdraw.error} />}
      </Dialog>
    </li>
  )
}

/** A link is fetched when it is asked for, and the look is logged. */
function ShowLink({
  params,
  name,
  onLink,
  onRefused,
}: Pick<BoardRowProps, 'onLink' | 'onRefused'> & {
  readonly params: { readonly id: string; readonly informantId: string }
  readonly name: string
}) {
  const { t } = useWords()
  const show = useAct('getInformantLink', ({ link }) => onLink({ name, link, isReminder: false }))
  return (
    <Button
      look="quiet"
      size="small"
      aria-label={t('assessment.informants.link.for', { name })}
      isBusy={show.isPending}
      onClick={() => show.mutate({ params }, { onError: onRefused })}
    >
      {t('assessment.informants.link')}
    </Button>
  )
}

function State({ informant: { state, dueOn } }: { readonly informant: InformantRow }) {
  const { t } = useWords()
  if (state === 'answered')
    return (
      <Tag tone="success" icon="check">
        {t('assessment.informants.state.answered')}
      </Tag>
    )
  if (state === 'invited' && dueOn < today())
    return (
      <Tag tone="warning" icon="warning">
        {t('assessment.informants.late')}
      </Tag>
    )
  return <Tag tone={state === 'invited' ? 'action' : 'neutral'}>{t(`assessment.informants.state.${state}`)}</Tag>
}

function When({ informant: { state, dueOn, answeredAt, remindedAt } }: { readonly informant: InformantRow }) {
  const { t, day, moment } = useWords()
  if (answeredAt !== null) return moment(answeredAt)
  if (state !== 'invited') return null
  return (
    <>
      {t('assessment.next.answers', { date: day(dueOn) })}
      {remindedAt !== null && ` · ${t('assessment.informants.reminded', { moment: moment(remindedAt) })}`}
    </>
  )
}

type InviteFormProps = {
  readonly view: AssessmentView
  readonly onDone: (shown: ShownLink) => void
  readonly onCancel: () => void
}

/** Two weeks to answer, unless another day is written. */
const usualDays = 14

function InviteForm({ view, onDone, onCancel }: InviteFormProps) {
  const { t } = useWords()
  const nameOf = useInformantName()
  const [relation, setRelation] = useState('')
  const [label, setLabel] = useState('')
  const [dueOn, setDueOn] = useState(addDays(today(), usualDays))
  const [isTried, setTried] = useState(false)
  const chosen = relations.find((one) => one === relation)
  const invite = useAct('inviteInformant', ({ link }) =>
    onDone({ name: nameOf({ label: label.trim(), relation: chosen ?? 'mother' }), link, isReminder: false }),
  )
  const isDueWrong = !isDay(dueOn) || dueOn < today()
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (chosen && !isDueWrong) invite.mutate({ params: { id: view.id }, body: { relation: chosen, label, dueOn } })
  }
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <Select
        label={t('assessment.invite.relation')}
        error={isTried && !chosen ? t('assessment.invite.relation.error') : undefined}
        value={relation}
        onChange={setRelation}
        options={[
          { value: '', label: t('assessment.relation.choose') },
          ...relations.map((one) => ({ value: one, label: t(`assessment.relation.${one}`) })),
        ]}
      />
      <TextField
        label={t('assessment.invite.label')}
        help={t('assessment.invite.label.help')}
        value={label}
        maxLength={80}
        onChange={setLabel}
        autoComplete="off"
      />
      <DayField
        id="informant-due"
        label={t('assessment.invite.due')}
        error={isTried && isDueWrong ? t('assessment.invite.due.error') : undefined}
        min={today()}
        value={dueOn}
        onChange={setDueOn}
      />
      {invite.error && <Refused error={invite.error} />}
      <div className={styles.buttons}>
        <Button look="secondary" onClick={onCancel}>
          {t('shell.cancel')}
        </Button>
        <Button type="submit" isBusy={invite.isPending}>
          {t('assessment.invite.do')}
        </Button>
      </div>
    </form>
  )
}
