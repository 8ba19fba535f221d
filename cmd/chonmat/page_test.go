package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestThePageInABrowser(t *testing.T) {
	browser := newBrowser(t)
	for name, test := range map[string]func(*testing.T, func(look) *visit, *served){
		"by buttons on a phone, to the CSV of the chosen": byButtons,
		"by one sentence, from an own list, at a desk":    byOneSentence,
		"a creator's plan, on a phone":                    growsOnAPhone,
		"texts to send, on a phone":                       draftsOnAPhone,
		"by keyboard alone":                               byKeyboard,
		"a file dropped on the page":                      byDrop,
		"the server goes and comes back":                  comesBack,
		"light and dark":                                  lightAndDark,
		"in English, and as a new person":                 inEnglish,
		"what people type is never markup":                hostile,
	} {
		t.Run(name, func(t *testing.T) {
			app := serveApp(t)
			test(t, func(l look) *visit { return open(t, browser, app.url(), l) }, app)
		})
	}
}

func byButtons(t *testing.T, open func(look) *visit, _ *served) {
	v := open(phone)
	v.sees("3 bước")
	v.shot("phone-start")
	v.press("Đồng ý, chọn influencer", "Mỹ phẩm", "Nữ", "18–24", "TP.HCM", "200 triệu", "Lượt xem", "Chưa chốt")
	v.sees("Mình hiểu thế này")
	v.shot("phone-brief")
	v.press("chọn kênh")
	v.sees("Bước 2/3")
	v.shot("phone-channels")
	v.press("Xem người phù hợp")
	v.sees("Bước 3/3")
	v.shot("phone-shortlist")
	if rows := eval[int](v, `[...document.querySelectorAll("li.theirs:not(.past) table tr")].length`); rows != 6 {
		t.Errorf("the shortlist has %d rows, want a header and five people", rows)
	}
	if bars := eval[int](v, `document.querySelectorAll("li.theirs:not(.past) td .bar[aria-label]").length`); bars != 15 {
		t.Errorf("the shortlist has %d bars, want three for each of five", bars)
	}
	v.press("1")
	v.sees("Độ phủ sóng")
	v.shot("phone-card")
	if open := eval[bool](v, `(() => { const d = document.querySelector("li.theirs:not(.past) details"); d.querySelector("summary").click(); return d.open })()`); !open {
		t.Error("the details of a card do not open")
	}
	v.press("Giữ", "2", "Giữ", "Tổng kết 2 người")
	v.sees("200 triệu")
	v.shot("phone-summary")
	v.press("Tải file CSV")
	v.until("the file", `document.querySelector("li.theirs a.file")`)
	v.shot("phone-file")
	eval[chromedp.Void](v, `document.querySelector("li.theirs a.file").click()`)
	name, content := v.downloaded()
	if !strings.HasSuffix(name, ".csv") || !strings.HasPrefix(content, "\uFEFF") || strings.Count(content, "\r\n") != 3 {
		t.Errorf("downloaded %s:\n%s", name, content)
	}
	v.fits()
	v.calm()
}

func byOneSentence(t *testing.T, open func(look) *visit, _ *served) {
	v := open(desktop)
	v.sees("3 bước")
	list, err := filepath.Abs("testdata/files/tiktok-marketplace.csv")
	if err != nil {
		t.Fatal(err)
	}
	v.do(chromedp.SetUploadFiles(chromedp.CSS("#file"), []string{list}))
	v.sees("tiktok-marketplace.csv")
	v.press("Đồng ý, bắt đầu")
	v.until("the question", latest("Nhập 30 dòng"))
	v.shot("desk-import")
	v.press("Nhập 30 dòng")
	v.until("the report", latest("Chọn người từ danh sách này"))
	v.says("my pham cho nu 18-25, 60tr, can 300k luot xem, tiktok")
	v.press("chọn kênh", "Xem người phù hợp")
	v.sees("danh sách của bạn")
	v.shot("desk-shortlist")
	v.press("1")
	v.until("the card", latest("Giữ"))
	v.shot("desk-card")

	// A reload shows the conversation as it was, and it goes on.
	before := v.text()
	v.do(chromedp.Reload())
	v.until("the conversation", `document.querySelectorAll("#log li").length > 3`)
	if after := v.text(); after != before {
		t.Errorf("after a reload the page shows\n%s\nand showed\n%s", after, before)
	}
	v.press("Giữ")
	v.until("the shortlist", latest("Tổng kết 1 người"))
	v.calm()
}

func byKeyboard(t *testing.T, open func(look) *visit, _ *served) {
	v := open(desktop)
	v.sees("3 bước")
	if at := eval[string](v, `document.activeElement.id`); at != "text" {
		t.Errorf("the page starts at %q, want the text", at)
	}
	v.types("mỹ phẩm cho nữ 18-25")
	v.types("\r", chromedp.KeyModifiers(chromedp.ModifierShift))
	v.types("200tr, tiktok, cần 500k reach")
	if text := eval[string](v, `document.getElementById("text").value`); text != "mỹ phẩm cho nữ 18-25\n200tr, tiktok, cần 500k reach" {
		t.Errorf("typed %q", text)
	}
	v.types("\r")
	v.sees("Mình nhận được tin của bạn")
	v.types("đồng ý")
	v.types("\r")
	v.sees("Mình hiểu thế này")
	if left := eval[string](v, `document.getElementById("text").value`); left != "" {
		t.Errorf("%q is left in the text", left)
	}
	// Back from the text to the newest buttons, and along them to the first.
	for range 12 {
		v.types(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift))
		if eval[bool](v, `document.activeElement.matches("li.theirs:not(.past) .buttons button")`) {
			break
		}
	}
	v.types(kb.ArrowRight) // from the last around to the first
	if label := eval[string](v, `document.activeElement.textContent`); !strings.Contains(label, "chọn kênh") {
		t.Fatalf("the keyboard arrived at %q", label)
	}
	if outline := eval[string](v, `getComputedStyle(document.activeElement).outlineStyle`); outline == "none" {
		t.Error("the focus cannot be seen")
	}
	v.types("\r")
	v.sees("Bước 2/3")
	v.calm()
}

func byDrop(_ *testing.T, open func(look) *visit, _ *served) {
	v := open(desktop)
	v.sees("3 bước")
	eval[chromedp.Void](v, `(() => {
		const dataTransfer = new DataTransfer();
		dataTransfer.items.add(new File(["name,platform,followers\nLinh Thử,tiktok,120000\n"], "kéo thả.csv"));
		for (const kind of ["dragenter", "dragover", "drop"])
			document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
	})()`)
	v.sees("kéo thả.csv")
	v.press("Đồng ý, bắt đầu")
	v.until("the question", latest("Nhập 1 dòng"))
	v.calm()
}

func comesBack(t *testing.T, open func(look) *visit, app *served) {
	v := open(phone)
	v.press("Đồng ý, hỏi nhanh")
	v.until("the questions", `!document.querySelector("#log").textContent.includes("Không đồng ý")`)
	app.stop()
	v.until("the notice", `document.getElementById("status").classList.contains("off")`)
	v.says("mỹ phẩm cho nữ 18-25, 200tr, tiktok, cần 500k reach")
	v.until("the message that waits", `document.querySelector("li.mine .state")`)
	app.start()
	v.sees("Mình hiểu thế này")
	v.until("no notice", `!document.getElementById("status").classList.contains("off")`)
	if n := eval[int](v, `document.querySelectorAll("li.theirs").length`); n != 2 {
		t.Errorf("%d messages of the bot, want the greeting and one answer", n)
	}
	if waits := eval[bool](v, `!!document.querySelector("li.mine .state")`); waits {
		t.Error("the message still looks unsent")
	}
}

func lightAndDark(t *testing.T, open func(look) *visit, _ *served) {
	v := open(look{390, 844, "dark", "vi-VN"})
	v.sees("3 bước")
	v.says("mỹ phẩm cho nữ 18-25, 200tr, tiktok, cần 500k reach")
	v.press("Đồng ý, bắt đầu", "chọn kênh", "Xem người phù hợp")
	v.sees("Bước 3/3")
	v.shot("phone-shortlist-dark")
	const dark = `(() => { const [r, g, b] = getComputedStyle(document.querySelector(".app")).backgroundColor.match(/\d+/g).map(Number); return r + g + b < 200 })()`
	if !eval[bool](v, dark) {
		t.Error("the page is light where the system is dark")
	}
	v.scheme("light")
	if eval[bool](v, dark) {
		t.Error("the page stays dark where the system is light")
	}
	v.do(chromedp.Click(chromedp.CSS("#theme")))
	if !eval[bool](v, dark) {
		t.Error("the person cannot choose dark")
	}
	v.do(chromedp.Reload())
	v.until("the conversation", `document.querySelector("#log li")`)
	if !eval[bool](v, dark) {
		t.Error("the choice is forgotten")
	}
	// Every text stands out from what is behind it, by WCAG AA.
	for _, scheme := range []string{"dark", "light"} {
		eval[chromedp.Void](v, `document.documentElement.dataset.theme = `+quote(scheme))
		v.until("colours at rest", `document.getAnimations().length === 0`)
		if bad := eval[[]string](v, lowContrast); len(bad) > 0 {
			t.Errorf("%s: hard to read: %q", scheme, bad)
		}
	}
	v.calm()
}

// lowContrast lists texts whose contrast to their background is under 4.5.
const lowContrast = `(() => {
	const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
	const rgb = (c) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = c; canvas.fillRect(0, 0, 1, 1); const d = canvas.getImageData(0, 0, 1, 1).data; return [d[0], d[1], d[2], d[3] / 255]; };
	const light = (c) => c.slice(0, 3).map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((s, v, i) => s + v * [0.2126, 0.7152, 0.0722][i], 0);
	const over = (a, b) => a.slice(0, 3).map((v, i) => v * a[3] + b[i] * (1 - a[3])).concat(1);
	const behind = (e) => { const all = []; for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); all.unshift(c); } return all.reduce((b, c) => over(c, b), [255, 255, 255, 1]); };
	const bad = [];
	for (const e of document.querySelectorAll(".app *")) {
		if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) || !e.checkVisibility()) continue;
		let opacity = 1;
		for (let p = e; p; p = p.parentElement) opacity *= Number(getComputedStyle(p).opacity);
		const back = behind(e), c = rgb(getComputedStyle(e).color), front = over([...c.slice(0, 3), c[3] * opacity], back);
		const [a, b] = [light(front), light(back)].sort((x, y) => y - x);
		if ((a + 0.05) / (b + 0.05) < 4.5) bad.push(e.className + ": " + e.textContent.slice(0, 30) + " " + ((a + 0.05) / (b + 0.05)).toFixed(2));
	}
	return bad;
})()`

func inEnglish(t *testing.T, open func(look) *visit, _ *served) {
	l := phone
	l.lang = "en-GB"
	v := open(l)
	v.until("an English greeting", latest("choose influencers"))
	v.press("choose influencers")
	v.says("skincare for women 18-25 in Saigon, 200 million VND, tiktok, 500k reach")
	v.press("on to channels", "See who fits")
	v.until("the list", `document.querySelector("li.theirs:not(.past) table")`)
	v.shot("phone-english-list")
	if wide := eval[int](v, `(() => { const t = document.querySelector("li.theirs:not(.past) table"); return t.scrollWidth - t.parentElement.clientWidth })()`); wide > 0 {
		t.Errorf("the table is cut off by %d px", wide)
	}
	person := eval[string](v, `document.body.dataset.person`)
	v.do(chromedp.Click(chromedp.CSS("#reset")), chromedp.Click(chromedp.CSS(`#ask button[value="yes"]`)))
	v.until("somebody new", `document.body?.dataset.person && document.body.dataset.person !== `+quote(person))
	v.until("the greeting alone", `document.querySelectorAll("#log > li:not(.day)").length === 1`)
	v.calm()
}

func hostile(t *testing.T, open func(look) *visit, _ *served) {
	v := open(phone)
	v.sees("3 bước")
	const text = `<img src=x onerror="window.owned=1"><script>window.owned=1</script>&lt;b&gt;`
	v.says(text)
	v.until("what was typed", `[...document.querySelectorAll("li.mine .typed")].some(e => e.textContent === `+quote(text)+`)`)
	v.until("an answer", `document.querySelectorAll("li.theirs").length > 1`)
	eval[chromedp.Void](v, `(() => {
		const dataTransfer = new DataTransfer();
		dataTransfer.items.add(new File(['name,platform,followers\n<img src=x onerror="window.owned=1">,tiktok,120000\n<b>Linh</b>,tiktok,5000\n'], '<img src=x onerror=window.owned=1>.csv'));
		document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
	})()`)
	v.press("Đồng ý, bắt đầu", "Nhập 2 dòng")
	v.until("the report", latest("Chọn người từ danh sách này"))
	v.says("tìm người trên tiktok cho mỹ phẩm, 200tr, 300k lượt xem")
	v.press("chọn kênh", "Xem người phù hợp")
	v.sees("<b>Linh</b>")
	if eval[bool](v, `"owned" in window || !!document.querySelector("#log img, #log script")`) {
		t.Error("text became markup")
	}
	v.fits()
	v.calm()
}
