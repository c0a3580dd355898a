/** A case is opened: the child by CPR number, then why, under which rule, and who owns it. */
import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { may } from '#domain/access/policy.ts'
import { readCpr } from '#domain/organisation/cpr.ts'
import { legalBases } from '#api/assessment.ts'
import type { Me } from '#api/session.ts'
import type { Output } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Radios } from '../../design/radios/radios.tsx'
import { Select } from '../../design/select/select.tsx'
import { TextField } from '../../design/text-field/text-field.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { addresses } from '../shell/navigation.ts'
import { Page } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import styles from './assessment.module.css'
import { caseAddress } from './case-facts.ts'
import { LongField } from './long-field.tsx'
import { useAge, useRoleName } from './names.ts'

type Child = Output<'findChild'>

export function NewCasePage({ me }: { readonly me: Me }) {
  const { t } = useWords()
  const age = useAge()
  const [child, setChild] = useState<Child>()
  const [owner, setOwner] = useState<string>()
  const path = [{ label: t('assessment.tab'), href: addresses.assessment }]
  if (owner !== undefined) {
    const again = () => {
      setOwner(undefined)
      setChild(undefined)
    }
    return (
      <Page
        title={t('assessment.new.handed.title')}
        lead={t('assessment.new.handed.text', { name: owner })}
        path={path}
        actions={
          <Button look="secondary" onClick={again}>
            {t('assessment.new.handed.again')}
          </Button>
        }
      />
    )
  }
  if (child === undefined) {
    return (
      <Page title={t('assessment.new.title')} tab={t('assessment.new.tab')} lead={t('assessment.new.lead')} path={path}>
        <FindChild onFound={setChild} />
      </Page>
    )
  }
  return (
    <Page
      title={t('assessment.new.about')}
      tab={t('assessment.new.tab')}
      lead={`${t('assessment.new.found', { name: child.name, age: age(child.age) })} · ${child.className}, ${child.institution}`}
      path={path}
    >
      <WhyForm me={me} child={child} onOther={() => setChild(undefined)} onHanded={setOwner} />
    </Page>
  )
}

function FindChild({ onFound }: { readonly onFound: (child: Child) => void }) {
  const { t } = useWords()
  const [cpr, setCpr] = useState('')
  const [isTried, setTried] = useState(false)
  const find = useAct('findChild', onFound)
  const isWrong = readCpr(cpr) === undefined
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isWrong) return document.getElementById('case-cpr')?.focus()
    find.mutate({ body: { cpr } })
  }
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <TextField
        id="case-cpr"
        label={t('assessment.new.cpr')}
        help={t('assessment.new.cpr.help')}
        error={isTried && isWrong ? t('assessment.new.cpr.error') : undefined}
        value={cpr}
        onChange={setCpr}
        letters={12}
        inputMode="numeric"
        autoComplete="off"
      />
      {find.error && <Refused error={find.error} />}
      <div className={styles.buttons}>
        <Button type="submit" icon="search" isBusy={find.isPending}>
          {t('assessment.new.find')}
        </Button>
      </div>
    </form>
  )
}

type WhyFormProps = {
  readonly me: Me
  readonly child: Child
  readonly onOther: () => void
  readonly onHanded: (name: string) => void
}

function WhyForm({ me, child, onOther, onHanded }: WhyFormProps) {
  const { t, list, language } = useWords()
  const roleName = useRoleName()
  const [, go] = useLocation()
  const mayWork = may(me, 'assessment.work')
  const [reason, setReason] = useState('')
  const [basis, setBasis] = useState<(typeof legalBases)[number] | null>(null)
  const [ownerId, setOwnerId] = useState('')
  const [instrument, setInstrument] = useState(child.instruments[0]?.code ?? '')
  const chosen = child.instruments.find(({ code }) => code === instrument)
  const [isTried, setTried] = useState(false)
  const owner = child.colleagues.find(({ accountId }) => accountId === ownerId)
  const isMine = mayWork && (ownerId === '' || ownerId === me.accountId)
  const start = useAct('startAssessment', ({ id }) => (isMine ? go(caseAddress(id)) : onHanded(owner?.name ?? '')))
  const faults = {
    'case-reason': reason.trim() === '' ? t('assessment.new.reason.error') : undefined,
    'case-basis': basis === null ? t('assessment.new.basis.error') : undefined,
    'case-owner': !mayWork && ownerId === '' ? t('assessment.new.owner.error') : undefined,
  }
  const says = (field: keyof typeof faults) => (isTried ? faults[field] : undefined)

  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const first = Object.entries(faults).find(([, fault]) => fault !== undefined)?.[0]
    if (first !== undefined || basis === null) {
      const field = document.getElementById(first ?? 'case-basis')
      return (field?.querySelector<HTMLElement>('input') ?? field)?.focus()
    }
    start.mutate({ body: { pupilId: child.pupilId, reason, legalBasis: basis, ownerId: ownerId === '' ? null : ownerId, instrument } })
  }

  if (chosen === undefined)
    return (
      <Notice
        kind="warning"
        title={t('assessment.new.instrument.none.title')}
        actions={
          <Button look="secondary" onClick={onOther}>
            {t('assessment.new.other')}
          </Button>
        }
      >
        <p>{t('assessment.new.instrument.none.text')}</p>
      </Notice>
    )

  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <LongField
        id="case-reason"
        label={t('assessment.new.reason')}
        help={t('assessment.new.reason.help')}
        error={says('case-reason')}
        value={reason}
        maxLength={2000}
        onChange={setReason}
      />
      <Radios
        id="case-basis"
        label={t('assessment.new.basis')}
        error={says('case-basis')}
        value={basis}
        onChange={(value) => setBasis(value as (typeof legalBases)[number])}
        options={legalBases.map((one) => ({ value: one, label: t(`assessment.basis.${one}`), help: t(`assessment.basis.${one}.help`) }))}
      />
      <Select
        id="case-owner"
        label={t('assessment.new.owner')}
        help={t('assessment.new.owner.help')}
        error={says('case-owner')}
        value={ownerId}
        onChange={setOwnerId}
        options={[
          { value: '', label: t(mayWork ? 'assessment.new.owner.me' : 'assessment.new.owner.choose') },
          ...child.colleagues
            .filter(({ accountId }) => accountId !== me.accountId)
            .map(({ accountId, name, role }) => ({ value: accountId, label: `${name}, ${roleName(role)}` })),
        ]}
      />
      <Select
        id="case-instrument"
        label={t('assessment.new.instrument')}
        help={
          chosen &&
          t('assessment.new.instrument.help', {
            informants: list(chosen.informants.map((one) => t(`assessment.new.instrument.${one}`))),
          })
        }
        value={instrument}
        onChange={setInstrument}
        options={child.instruments.map(({ code, name, isValidated }) => ({
          value: code,
          label: isValidated ? name[language] : t('assessment.new.instrument.madeUp', { name: name[language] }),
        }))}
      />
      <Notice title={t('assessment.new.log.title')}>
        <p>{t('assessment.new.log.text')}</p>
      </Notice>
      {start.error && <Refused error={start.error} />}
      <div className={styles.buttons}>
        <Button type="submit" isBusy={start.isPending}>
          {t('assessment.new.open')}
        </Button>
        <Button look="quiet" onClick={onOther}>
          {t('assessment.new.other')}
        </Button>
      </div>
    </form>
  )
}
