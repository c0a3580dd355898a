/** A draft: written, translated, discussed; saved while that goes on, and sent to review when nothing is in the way. */
import { useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { BankEdition, BankItemView } from '#api/bank.ts'
import { outdatedFields, translatedLanguages, translationState, wordsAt } from '#domain/questionnaire/bank.ts'
import { checkBankItem, isHeldBack } from '#domain/questionnaire/gate.ts'
import { withBankFields } from '#domain/questionnaire/merge-bank.ts'
import { Button } from '../../design/button/button.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import type { Choice } from '../shell/keep-draft.ts'
import { addresses } from '../shell/navigation.ts'
import { Refused } from '../shell/refused.tsx'
import { SavedMark } from '../shell/saved-mark.tsx'
import { itemAddress, type Part } from './bank-address.ts'
import { Comments } from './comments.tsx'
import { DifferenceTable, useDifferences } from './difference-table.tsx'
import { GateList } from './gate-list.tsx'
import { History } from './history.tsx'
import { Preview } from './preview.tsx'
import { QuestionFrame } from './question-frame.tsx'
import { TranslationTable } from './translation-table.tsx'
import { type Draft, useDraft } from './use-draft.ts'
import { WriteQuestion } from './write-question.tsx'
import styles from './bank.module.css'

type DraftQuestionProps = {
  readonly view: BankItemView
  readonly edition: BankEdition
  readonly part: Part
  readonly isOfAssociation: boolean
}

export function DraftQuestion({ view, edition, part, isOfAssociation }: DraftQuestionProps) {
  const { t } = useWords()
  const [, go] = useLocation()
  const { code } = view
  const draft = useDraft(code, edition)
  const { content, translations } = draft
  const findings = checkBankItem({ ...content, translations })
  const gate = useRef<HTMLElement>(null)
  const [isAsking, setAsking] = useState(false)
  const send = useAct('sendBankItem', () => go(itemAddress(code)))
  const discard = useAct('discardBankItem', () => go(addresses.bank), { takesAway: [['getBankItem', { params: { code } }]] })
  const returned = view.steps.findLast(({ step }) => step === 'returned' || step === 'sent')
  const sendIt = async () => {
    if (isHeldBack(findings)) gate.current?.focus()
    else if (await draft.flush()) send.mutate({ params: { code } })
  }
  return (
    <QuestionFrame view={view} part={part} title={content.texts.da.question.trim() || t('bank.untitled')} lead={t('bank.write.lead')}>
      {draft.clashes.length > 0 && <Clashes draft={draft} />}
      {returned?.step === 'returned' && (
        <Notice kind="warning" title={t('bank.returned')}>
          <p>{returned.comment}</p>
        </Notice>
      )}
      {part === 'question' && (
        <>
          {edition.origin !== 'new' && (
            <Notice title={t(edition.origin === 'edition' ? 'bank.diff.keeps' : 'bank.diff.breaks')}>
              <p>{t('bank.diff.note', { note: edition.changeNote })}</p>
            </Notice>
          )}
          <div className={styles.columns}>
            <WriteQuestion content={content} onChange={draft.change} origin={edition.origin} isOfAssociation={isOfAssociation} />
            <div className={styles.beside}>
              <Preview of={content} />
            </div>
          </div>
          <section ref={gate} tabIndex={-1} className={styles.part} aria-labelledby="gate-heading">
            <h2 id="gate-heading">{t('bank.gate.title')}</h2>
            <GateList findings={findings} item={content.item} />
            {(send.error ?? discard.error) && <Refused error={(send.error ?? discard.error) as Error} />}
            <div className={styles.buttons}>
              <Button isBusy={send.isPending} onClick={() => void sendIt()}>
                {t('bank.send')}
              </Button>
              <Button look="quiet" onClick={() => setAsking(true)}>
                {t('bank.discard')}
              </Button>
            </div>
          </section>
        </>
      )}
      {part === 'translate' && (
        <TranslationTable
          content={content}
          translations={{
            en: translationState({ ...content, translations }, 'en'),
            ar: translationState({ ...content, translations }, 'ar'),
            uk: translationState({ ...content, translations }, 'uk'),
          }}
          outdated={outdatedIn(draft)}
          onChange={draft.change}
          onCheck={draft.check}
        />
      )}
      {part === 'comments' && <Comments view={view} />}
      {part === 'history' && (
        <History
          view={{
            ...view,
            editions: [{ ...edition, content: structuredClone(content) as BankEdition['content'] }, ...view.editions.slice(1)],
          }}
        />
      )}
      <SavedMark draft={draft} />
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('bank.discard.title')}
        actions={
          <>
            <Button look="secondary" onClick={() => setAsking(false)}>
              {t('shell.cancel')}
            </Button>
            <Button look="danger" isBusy={discard.isPending} onClick={() => discard.mutate({ params: { code } })}>
              {t('bank.discard.do')}
            </Button>
          </>
        }
      >
        <p>{t('bank.discard.what')}</p>
      </Dialog>
    </QuestionFrame>
  )
}

function outdatedIn({ content, translations }: Draft): BankEdition['outdated'] {
  const [en = {}, ar = {}, uk = {}] = translatedLanguages.map((language) =>
    Object.fromEntries(
      outdatedFields({ ...content, translations }, language).map((field) => [
        field,
        translations[language]?.from[field] ?? wordsAt(content.texts.da, field),
      ]),
    ),
  )
  return { en, ar, uk }
}

/** Fields that somebody else has given other words meanwhile, beside each other. */
function Clashes({ draft }: { readonly draft: Draft }) {
  const { t } = useWords()
  const theirs = withBankFields(draft.content, Object.fromEntries(draft.clashes.map((clash) => [clash.field, clash.theirs])))
  const rows = useDifferences(theirs, draft.content)
  const choose = (choice: Choice) => draft.clashes.forEach(({ field }) => draft.choose(field, choice))
  return (
    <div data-clash tabIndex={-1} className={styles.conflict}>
      <Notice
        kind="warning"
        isLive
        title={t('bank.conflict.title')}
        actions={
          <>
            <Button size="small" look="secondary" onClick={() => choose('mine')}>
              {t('bank.conflict.keepMine')}
            </Button>
            <Button size="small" look="secondary" onClick={() => choose('theirs')}>
              {t('bank.conflict.takeTheirs')}
            </Button>
          </>
        }
      >
        <p>{t(rows.length === 0 ? 'bank.conflict.none' : 'bank.conflict.text')}</p>
      </Notice>
      {rows.length > 0 && (
        <DifferenceTable
          caption={t('bank.conflict.title')}
          rows={rows}
          item={draft.content.item}
          before={t('bank.conflict.theirs')}
          after={t('bank.conflict.mine')}
        />
      )}
    </div>
  )
}
