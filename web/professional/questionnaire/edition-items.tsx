/** The questions of a draft, theme by theme: moved, removed, said in other words, and taken in from the bank. */
import { type FormEvent, useState } from 'react'
import type { Addition } from '#domain/questionnaire/compose.ts'
import { withItem, withItemMoved, withItemWords, withoutItem } from '#domain/questionnaire/edition.ts'
import { languagesOf } from '#domain/questionnaire/wording.ts'
import type { RespondentLanguage } from '#domain/text/text.ts'
import { Button } from '../../design/button/button.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Select } from '../../design/select/select.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { FoldList } from '../shell/fold.tsx'
import { Loaded } from '../shell/loaded.tsx'
import { Section } from '../shell/page.tsx'
import { itemAddress } from '../bank/bank-address.ts'
import type { Version } from './composing.ts'
import { ItemView } from './item-view.tsx'
import { Paragraph } from './paragraph.tsx'
import styles from './questionnaire.module.css'

type ItemsProps = {
  readonly base: Version
  readonly draft: Version
  readonly onDraft: (draft: Version) => void
  readonly mayWrite: boolean
}

export function EditionItems({ base, draft, onDraft, mayWrite }: ItemsProps) {
  const { t, counted, language } = useWords()
  const [rewording, setRewording] = useState<string>()
  const { items, themes } = draft.questionnaire
  const text = draft.texts[language]
  const change = (next: Version | undefined) => next && onDraft(next)
  return (
    <>
      <h2 className="visually-hidden">{t('edition.part.items')}</h2>
      <FoldList
        rows={themes.map((theme) => {
          const own = items.filter((item) => item.theme === theme)
          return {
            key: theme,
            name: text.themes[theme] ?? theme,
            aside: counted('questionnaire.theme.count', own.length),
            more: (
              <div className={styles.items}>
                {own.map((item, place) => {
                  const words = text.items[item.code]
                  const question = words?.question ?? item.code
                  return (
                    words && (
                      <ItemView key={item.code} item={item} words={words}>
                        {mayWrite && (
                          <div className={styles.tools}>
                            {place > 0 && (
                              <Button
                                look="quiet"
                                size="small"
                                icon="up"
                                aria-label={t('edition.up', { question })}
                                onClick={() => change(withItemMoved(draft, item.code, -1))}
                              />
                            )}
                            {place < own.length - 1 && (
                              <Button
                                look="quiet"
                                size="small"
                                icon="down"
                                aria-label={t('edition.down', { question })}
                                onClick={() => change(withItemMoved(draft, item.code, 1))}
                              />
                            )}
                            <Button
                              look="quiet"
                              size="small"
                              aria-label={t('edition.reword.named', { question })}
                              onClick={() => setRewording(item.code)}
                            >
                              {t('edition.reword')}
                            </Button>
                            <Button
                              look="quiet"
                              size="small"
                              aria-label={t('edition.remove.named', { question })}
                              onClick={() => change(withoutItem(draft, item.code))}
                            >
                              {t('edition.remove')}
                            </Button>
                          </div>
                        )}
                      </ItemView>
                    )
                  )
                })}
              </div>
            ),
          }
        })}
      />
      {mayWrite && <TakeIn draft={draft} onDraft={onDraft} />}
      {rewording !== undefined && (
        <Reword
          key={rewording}
          code={rewording}
          isNew={!base.questionnaire.items.some(({ code }) => code === rewording)}
          draft={draft}
          onDraft={onDraft}
          onClose={() => setRewording(undefined)}
        />
      )}
    </>
  )
}

type RewordProps = {
  readonly code: string
  readonly isNew: boolean
  readonly draft: Version
  readonly onDraft: (draft: Version) => void
  readonly onClose: () => void
}

/** The same question in other words, or another question: only whoever writes it knows, so they are asked. */
function Reword({ code, isNew, draft, onDraft, onClose }: RewordProps) {
  const { t } = useWords()
  const [language, setLanguage] = useState<RespondentLanguage>('da')
  const stored = draft.texts[language]?.items[code]
  const [words, setWords] = useState(stored)
  const choose = (one: RespondentLanguage) => {
    setLanguage(one)
    setWords(draft.texts[one]?.items[code])
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!words || words.question.trim() === '' || words.why.trim() === '') return
    const { help, use, ...rest } = words
    const filled = { ...rest, ...(help?.trim() ? { help } : {}), ...(use?.trim() ? { use } : {}) }
    onDraft(withItemWords(draft, language, code, filled))
    onClose()
  }
  const write = (field: 'question' | 'help' | 'why' | 'use') => (value: string) => words && setWords({ ...words, [field]: value })
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('edition.reword.title')}
      actions={
        <>
          <Button look="secondary" onClick={onClose}>
            {t('shell.cancel')}
          </Button>
          <Button type="submit" form="reword">
            {t('edition.reword.do')}
          </Button>
        </>
      }
    >
      {words && (
        <form id="reword" className={styles.form} onSubmit={send} noValidate>
          {!isNew && (
            <>
              <p>{t('edition.reword.kept')}</p>
              <p className="quiet">{t('edition.reword.other')}</p>
              <div>
                <LinkButton look="quiet" size="small" href={itemAddress(code)}>
                  {t('edition.reword.toBank')}
                </LinkButton>
              </div>
            </>
          )}
          <Select
            label={t('edition.reword.language')}
            options={languagesOf(draft.texts).map((one) => ({ value: one, label: t(`questionnaire.language.${one}`) }))}
            value={language}
            onChange={(one) => choose(one as RespondentLanguage)}
          />
          <Paragraph label={t('edition.reword.question')} value={words.question} onChange={write('question')} />
          <Paragraph label={t('edition.reword.help')} value={words.help ?? ''} lines={2} onChange={write('help')} />
          <Paragraph label={t('edition.reword.why')} value={words.why} onChange={write('why')} />
          <Paragraph label={t('edition.reword.use')} value={words.use ?? ''} onChange={write('use')} />
        </form>
      )}
    </Dialog>
  )
}

function TakeIn({ draft, onDraft }: { readonly draft: Version; readonly onDraft: (draft: Version) => void }) {
  const { t, language } = useWords()
  const bank = useRead('listBankItems', { query: {} })
  const [code, setCode] = useState('')
  const [isRefused, setRefused] = useState(false)
  return (
    <Section title={t('edition.add')}>
      <Loaded query={bank}>
        {(entries) => {
          const offered = entries.filter(
            ({ item, municipalityId }) =>
              municipalityId === 0 &&
              draft.questionnaire.themes.includes(item.theme) &&
              !draft.questionnaire.items.some((one) => one.code === item.code),
          )
          return (
            <div className={styles.form}>
              <Select
                label={t('edition.add.pick')}
                options={[
                  { value: '', label: t('edition.add.choose') },
                  ...offered.map(({ item, texts }) => ({ value: item.code, label: (texts[language] ?? texts.da).question })),
                ]}
                value={code}
                onChange={(one) => {
                  setCode(one)
                  setRefused(false)
                }}
              />
              {isRefused && <Notice kind="warning" title={t('edition.add.refused')} isLive />}
              <div>
                <Button
                  look="secondary"
                  onClick={() => {
                    const entry = offered.find(({ item }) => item.code === code)
                    const next = entry && withItem(draft, entry as unknown as Addition)
                    if (next) onDraft(next)
                    setRefused(entry !== undefined && next === undefined)
                    if (next) setCode('')
                  }}
                >
                  {t('edition.add.do')}
                </Button>
              </div>
            </div>
          )
        }}
      </Loaded>
    </Section>
  )
}
