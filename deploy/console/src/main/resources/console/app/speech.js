/** In which language the console speaks: as chosen, else the browser's. To be imported before any words. */

const KEY = 'dealflow.language';

document.documentElement.lang = localStorage.getItem(KEY) ?? (navigator.language.startsWith('zh') ? 'zh' : 'en');

/** @param {'en' | 'zh'} chosen */
export function speak(chosen) {
  localStorage.setItem(KEY, chosen);
  location.reload();
}
