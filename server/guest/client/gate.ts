import { type Around, type Face, fill, type Words } from './page.ts';

/** The gate: opens by itself where nothing is asked for; else sends the password and says what came of it. */
export function startGate(root: HTMLElement, { words }: Around): Face {
  const page = window.guest;
  const form = root.querySelector('form') as HTMLFormElement;
  const state = form.querySelector('.state') as HTMLElement;
  const button = form.querySelector('.primary') as HTMLButtonElement;
  const input = form.querySelector<HTMLInputElement>('#password');
  const label = button.textContent;
  let sending = false;
  let stopped = false;

  const wait = (promise: Promise<void>) => {
    sending = true;
    form.classList.remove('failed');
    button.textContent = label;
    form.setAttribute('aria-busy', 'true');
    promise.catch(failed).finally(() => {
      sending = false;
      form.removeAttribute('aria-busy');
    });
  };
  const say = (text: string) => {
    if (!stopped) state.textContent = text;
  };
  const failed = () => {
    if (stopped) return;
    form.classList.add('failed');
    say(navigator.onLine ? words.failed : words.offline);
    button.textContent = words.again;
  };
  const send = () => {
    if (sending) return;
    say('');
    wait(page.send(form));
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (input && input.value === '') {
      complain(words.missing);
      input.focus();
    } else if (!button.disabled) send();
  };
  const complain = (text: string) => {
    const help = form.querySelector('#help') as HTMLElement;
    help.className = 'help wrong';
    help.textContent = text;
    input?.setAttribute('aria-invalid', 'true');
  };
  const online = () => {
    if (form.classList.contains('failed')) send();
  };

  form.noValidate = true;
  form.addEventListener('submit', submit);
  window.addEventListener('online', online);
  let unlock = lock(form, button, words.wait);
  if (input) showPassword(form, input, words);
  if (form.hasAttribute('data-opens')) {
    if (!page.opening) page.open();
    if (page.opening) wait(page.opening);
  }

  return {
    // The field keeps what was typed, and the keyboard stays.
    take(fragment) {
      const answered = fragment.querySelector('form');
      const help = answered?.querySelector<HTMLElement>('#help');
      if (!input || !answered || !help) return false;
      unlock();
      form.querySelector('#help')?.replaceWith(help);
      (form.elements.namedItem('nonce') as HTMLInputElement).value = (
        answered.elements.namedItem('nonce') as HTMLInputElement
      ).value;
      if (help.classList.contains('wrong')) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
      unlock = lock(form, button, words.wait);
      input.focus();
      return true;
    },
    stop() {
      stopped = true;
      unlock();
      window.removeEventListener('online', online);
    },
  };
}

/** After too many tries the button returns by itself. */
function lock(form: HTMLFormElement, button: HTMLButtonElement, text: string): () => void {
  const help = form.querySelector<HTMLElement>('[data-locked]');
  if (!help) return () => undefined;
  const until = Date.now() + Number(help.dataset.locked) * 1000;
  // Read out once, not every second.
  help.removeAttribute('role');
  button.disabled = true;
  const tick = () => {
    const seconds = Math.ceil((until - Date.now()) / 1000);
    if (seconds > 0) {
      help.textContent = fill(text, { time: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` });
      return;
    }
    clearInterval(timer);
    button.disabled = false;
    help.textContent = '';
    form.querySelector('#password')?.removeAttribute('aria-invalid');
  };
  const timer = setInterval(tick, 1000);
  tick();
  return () => clearInterval(timer);
}

function showPassword(form: HTMLFormElement, input: HTMLInputElement, { show, hide }: Words): void {
  const eye = form.querySelector<HTMLButtonElement>('.eye');
  eye?.addEventListener('click', () => {
    const shown = input.type === 'password';
    input.type = shown ? 'text' : 'password';
    eye.setAttribute('aria-pressed', String(shown));
    eye.setAttribute('aria-label', shown ? hide : show);
  });
}
