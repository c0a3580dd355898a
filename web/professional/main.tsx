import './schemas-without-eval.ts'
import '../design/tokens.css'
import '../design/fonts.css'
import '../design/base/base.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { LanguageProvider } from './language.tsx'
import { makeQueryClient } from './server-state.ts'
import { Crashed } from './shell/crashed.tsx'

const place = document.getElementById('app')
if (!place) throw new Error('index.html has no place for the app')

createRoot(place).render(
  <StrictMode>
    <LanguageProvider>
      <Crashed>
        <QueryClientProvider client={makeQueryClient()}>
          <App />
        </QueryClientProvider>
      </Crashed>
    </LanguageProvider>
  </StrictMode>,
)
