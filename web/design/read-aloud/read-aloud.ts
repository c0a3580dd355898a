/**
 * Reading aloud with a voice of this very device. A voice that lives elsewhere would send the question to a
 * third party, so only local ones count, and without one there is no button.
 */
import { useEffect, useState } from 'react'
import type { RespondentLanguage } from '#domain/text/text.ts'

function findVoice(language: RespondentLanguage): SpeechSynthesisVoice | undefined {
  return window.speechSynthesis?.getVoices().find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(language))
}

export type ReadAloud = { readonly isReading: boolean; readonly toggle: () => void }

/** Null where this device has no voice of its own in the language. Stops when the words change. */
export function useReadAloud(words: string, language: RespondentLanguage): ReadAloud | null {
  const [voice, setVoice] = useState(() => findVoice(language))
  const [isReading, setReading] = useState(false)

  useEffect(() => {
    // Voices are found in the background, and some browsers have them only after this event.
    const look = () => setVoice(findVoice(language))
    look()
    window.speechSynthesis?.addEventListener?.('voiceschanged', look)
    return () => window.speechSynthesis?.removeEventListener?.('voiceschanged', look)
  }, [language])

  useEffect(
    () => () => {
      window.speechSynthesis?.cancel()
      setReading(false)
    },
    [words],
  )

  if (!voice) return null
  return {
    isReading,
    toggle() {
      window.speechSynthesis.cancel()
      if (isReading) return setReading(false)
      const reading = new SpeechSynthesisUtterance(words)
      reading.voice = voice
      reading.lang = voice.lang
      reading.rate = 0.9
      reading.onend = () => setReading(false)
      setReading(true)
      window.speechSynthesis.speak(reading)
    },
  }
}
