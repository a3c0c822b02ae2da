package extract

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"duizhao"
	"duizhao/internal/decode"
)

// messages holds what each error says, as formats of fmt that take the same
// arguments in both languages.
var messages = map[string]duizhao.Bilingual{
	"missing": {
		Zh: "没有这个文件；请检查路径",
		En: "there is no such file; check the path",
	},
	"directory": {
		Zh: "这是文件夹，不是文件；请指定其中的文件，或用 duizhao run 处理整个文件夹",
		En: "this is a folder, not a file; name a file in it, or give the folder to duizhao run",
	},
	"unreadable": {
		Zh: "文件无法读取；请检查权限与存储设备",
		En: "the file cannot be read; check its permissions and the disk",
	},
	"too_large": {
		Zh: "文件为 %s MB，超过上限 %s MB；请拆分文件或提高上限",
		En: "the file has %s MB, more than the limit of %s MB; split it or raise the limit",
	},
	"empty": {
		Zh: "文件中没有文字；请检查导出是否完整",
		En: "the file holds no text; check that it was exported completely",
	},
	"binary": {
		Zh: "第 %d 字节处是二进制数据，不是文本；请指定报告的文本文件",
		En: "binary data at byte %d, this is not a text file; name the report's text file",
	},
	"encoding": {
		Zh: "第 %d 字节处的编码有误（试过 %s）；请用编辑器另存为 UTF-8",
		En: "broken encoding at byte %d (tried %s); save the file as UTF-8 in an editor",
	},
	"unsupported": {
		Zh: "%[1]s 格式尚不支持；%[2]s",
		En: "%[1]s is not supported yet; %[3]s",
	},
	"password": {
		Zh: "PDF 需要密码才能打开；请取得不加密的文件，或用密码另存一份不加密的",
		En: "the PDF opens with its password only; get a copy without one, or save one with the password",
	},
	"damaged": {
		Zh: "PDF 已损坏，无法读取；请重新下载，或在 PDF 阅读器中另存一份",
		En: "the PDF is damaged beyond reading; download it again, or save a copy from a PDF viewer",
	},
	"timeout": {
		Zh: "读取超过 %d 秒，已中止；文件可能损坏或有意为害，请拆分文件或在 PDF 阅读器中另存一份",
		En: "reading took more than %d seconds and was stopped; the file may be damaged or made to do harm: split it, or save a copy from a PDF viewer",
	},
	"memory": {
		Zh: "读取所需内存超过上限，已中止；文件可能损坏或有意为害，请拆分文件或在 PDF 阅读器中另存一份",
		En: "reading took more memory than is allowed and was stopped; the file may be damaged or made to do harm: split it, or save a copy from a PDF viewer",
	},
	"output": {
		Zh: "文件中的文字多得不像报告，已中止；请拆分文件",
		En: "the file holds more text than any report and was given up; split it",
	},
	"crashed": {
		Zh: "读取此文件的进程异常退出；文件可能已损坏，请在 PDF 阅读器中另存一份",
		En: "the process that read the file crashed; the file may be damaged: save a copy from a PDF viewer",
	},
	"no_pages": {
		Zh: "%[1]s 格式没有页面，不能画出；只有 PDF 可以",
		En: "%[1]s has no pages to draw; only a PDF has",
	},
	"no_such_page": {
		Zh: "没有第 %d 页；文件共 %d 页",
		En: "there is no page %d; the file has %d",
	},
	"ocr_missing": {
		Zh: "文件是扫描件，文字识别需要 %s，但没有安装；请运行：%s",
		En: "the file is a scan, and %s, which recognises its text, is not installed; run: %s",
	},
	"neither_language": {
		Zh: "文件中既没有中文，也没有英文；请检查是否选错了文件",
		En: "the file holds neither Chinese nor English; check that it is the right one",
	},
	"other_language": {
		Zh: "文件中没有%[1]s；请检查两个文件是否放反了",
		En: "the file holds no text in the language asked for (%[2]s); check that the two files are not swapped",
	},
}

// failure makes the error with the given code; args fill its message, by index
// where a language leaves one out. A code that a child process has made up stands
// for a crash of it.
func failure(code, path string, cause error, args ...any) *duizhao.Error {
	if _, known := messages[code]; !known {
		code = "crashed"
	}
	text := messages[code]
	if len(args) > 0 {
		text.Zh, text.En = fmt.Sprintf(text.Zh, args...), fmt.Sprintf(text.En, args...)
	}
	return &duizhao.Error{Stage: stage, Code: code, Path: path, Text: text, Err: cause}
}

// refusal turns a reader's error into one that says what to do.
func refusal(path string, err error) *duizhao.Error {
	var known *duizhao.Error
	if errors.As(err, &known) {
		known.Path = path
		return known
	}
	var bad *decode.Error
	switch {
	case !errors.As(err, &bad):
		return failure("unreadable", path, err)
	case bad.Binary:
		return failure("binary", path, nil, bad.Offset)
	}
	return failure("encoding", path, nil, bad.Offset, strings.Join(bad.Tried, ", "))
}

// cause drops the path from an error of package os: the message has it already.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f", float64(n)/(1<<20)) }
