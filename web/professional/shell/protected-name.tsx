/** A name, and with it, where it is so, that name and address are protected: told to those who need the name, and to nobody else. */
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'

export function ProtectedName({ name, isProtected }: { readonly name: string; readonly isProtected: boolean }) {
  const { t } = useWords()
  if (!isProtected) return name
  return (
    <>
      {name}{' '}
      <Tag tone="neutral" icon="lock">
        {t('shell.protected')}
      </Tag>
    </>
  )
}
