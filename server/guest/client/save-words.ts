import { saving as en } from '#words/en/guest-saving.ts';
import { saving as zh } from '#words/zh-CN/guest-saving.ts';

/** What the sheet says, in the page's language: it is seldom opened, so its words come with its script. */
export const say: Record<keyof typeof zh, string> = document.documentElement.lang === 'en' ? en : zh;
