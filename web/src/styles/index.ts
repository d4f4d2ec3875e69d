// The style sheets, as constructable ones: a strict Content-Security-Policy forbids style elements.
import base from "./base.css";
import board from "./board.css";
import chat from "./chat.css";
import facts from "./facts.css";
import forms from "./forms.css";
import list from "./list.css";
import phone from "./phone.css";
import print from "./print.css";
import tokens from "./tokens.css";

export function sheets(): CSSStyleSheet[] {
  return [tokens, base, forms, chat, board, facts, phone, list, print].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
}
