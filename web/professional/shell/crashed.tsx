/** A fault in the page itself: said plainly, with a way on, instead of an empty screen. */
import { Component, type ReactNode } from 'react'
import { Button } from '../../design/button/button.tsx'
import { PageHeading } from '../../design/page-heading/page-heading.tsx'
import { useWords } from '../language.tsx'
import styles from './crashed.module.css'

export class Crashed extends Component<{ readonly children: ReactNode }, { readonly hasCrashed: boolean }> {
  override state = { hasCrashed: false }

  static getDerivedStateFromError() {
    return { hasCrashed: true }
  }

  override render() {
    return this.state.hasCrashed ? <CrashedPage /> : this.props.children
  }
}

function CrashedPage() {
  const { t } = useWords()
  return (
    <main className={styles.page}>
      <PageHeading
        title={t('shell.crashed.title')}
        lead={t('shell.crashed.text')}
        actions={<Button onClick={() => window.location.reload()}>{t('shell.crashed.reload')}</Button>}
      />
    </main>
  )
}
