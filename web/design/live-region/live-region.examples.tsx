import { useState } from 'react'
import { Button } from '../button/button.tsx'
import type { Example } from '../gallery/example.ts'
import { LiveRegion } from './live-region.tsx'

function Shown() {
  const [message, setMessage] = useState('')
  return (
    <>
      <Button look="secondary" onClick={() => setMessage('Alt er gemt')}>
        Sig noget
      </Button>
      <LiveRegion message={message} />
    </>
  )
}

export const examples: readonly Example[] = [{ name: 'said, not shown', Show: Shown }]
