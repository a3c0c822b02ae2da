package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"duizhao"
	"duizhao/pipeline"
	"duizhao/review"
)

// reviewFlags are the options of `duizhao review`.
type reviewFlags struct {
	listen    string
	tokenFile string
	hosts     []string
	noOpen    bool
	checking
}

func newReview(u *ui) *cobra.Command {
	var f reviewFlags
	c := &cobra.Command{
		Use:   "review OUT",
		Short: u.say("在浏览器中校订 OUT 里的报告", "check and mend the reports in OUT in the browser"),
		Long: u.say(
			"打开本机的校订网页：逐段核对对齐，移动、合并、拆分，采纳或排除问题，订正文字。\n每处改动先写入磁盘（decisions/<编号>.json）再显示为已保存；下次运行沿用全部决定。\n默认只在 127.0.0.1 上服务，链接只能用一次。按 Ctrl+C 结束。\n--listen 用其他地址时须有 --token-file（至少 16 个字符的口令），前面应有提供 TLS 的代理。",
			"Opens a local page to walk through a report: check the alignment, move, merge and split, accept\nor dismiss findings, correct texts. Every change is on disk (decisions/<id>.json) before it is\nshown as saved, and the next run keeps all of them. It serves on 127.0.0.1 only, and the link\nworks once. Ctrl+C ends it. With another address, --listen wants --token-file (a secret of at\nleast 16 characters) and a proxy with TLS in front of it."),
		Example: "  duizhao review out\n  duizhao review out --listen 10.0.0.5:8443 --token-file secret --host review.example.org --no-open",
		Args:    cobra.ExactArgs(1),
		RunE:    func(cmd *cobra.Command, args []string) error { return u.review(cmd, args[0], f) },
	}
	c.Flags().StringVar(&f.listen, "listen", "127.0.0.1:0", u.say("地址和端口（端口 0 为任一空闲端口）", "address and port (port 0: any that is free)"))
	c.Flags().StringVar(&f.tokenFile, "token-file", "", u.say("口令文件：知道口令的人都可进入", "file with a secret: whoever knows it is let in"))
	c.Flags().StringSliceVar(&f.hosts, "host", nil, u.say("人们用来访问的主机名（经代理时）", "name by which people reach it, behind a proxy"))
	c.Flags().BoolVar(&f.noOpen, "no-open", false, u.say("不打开浏览器", "do not open the browser"))
	rulesOfRun(u, c, &f.checking)
	return c
}

// rulesOfRun are the options that a run had and laying out anew needs again.
func rulesOfRun(u *ui, c *cobra.Command, f *checking) {
	checkingFlags(u, c, f)
	_ = c.Flags().MarkHidden("fail-on") // there is no exit code to choose
}

func (u *ui) review(cmd *cobra.Command, out string, f reviewFlags) error {
	host, _, err := net.SplitHostPort(f.listen)
	if err != nil {
		return usage{fmt.Errorf(u.say("--listen 须为“地址:端口”，如 127.0.0.1:8080，而不是 %q", "--listen takes ADDRESS:PORT, such as 127.0.0.1:8080, not %q"), f.listen)}
	}
	local := loopback(host)
	if !local && f.tokenFile == "" {
		return usage{fmt.Errorf("%s", u.say("在其他地址上服务须用 --token-file 指定口令文件，且前面应有提供 TLS 的代理", "serving on another address needs --token-file, and a proxy with TLS in front of it"))}
	}
	token, err := u.token(f.tokenFile)
	if err != nil {
		return err
	}
	if _, err := reportIDs(out); err != nil {
		return err
	}
	log, err := u.logger(cmd)
	if err != nil {
		return err
	}
	if form, _ := cmd.Flags().GetString("log"); form == "" {
		log = slog.New(slog.NewTextHandler(u.err, &slog.HandlerOptions{Level: slog.LevelError}))
	}
	settings, err := configure(cmd)
	if err != nil {
		return err
	}
	options, err := u.pipelineOptions(settings, &f.checking)
	if err != nil {
		return err
	}
	p, err := u.newPipeline(options)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", f.listen)
	if err != nil {
		return err
	}
	defer l.Close()
	var s *review.Server
	s, err = review.New(review.Options{
		Out: out, Lang: u.lang, Redo: p.Redo, Draft: drafts(p), Program: fmt.Sprint(p.Parts()), Token: token, Hosts: f.hosts, Log: log,
		Used: func() {
			u.printf("%s\n  %s\n", u.say("链接已用过；再给一人或另一浏览器用：", "the link was used; for another person or browser:"), s.Link())
		},
	}, l.Addr())
	if err != nil {
		return err
	}
	u.welcome(s.Link(), local, f)
	ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := s.Serve(ctx, l); err != nil {
		return err
	}
	u.printf("%s\n", u.say("已结束；全部改动都已保存", "ended; every change is saved"))
	return nil
}

// nearFrom is the number of paragraph beads from which on what is near a change is laid
// out first.
const nearFrom = 500

func drafts(p *pipeline.Pipeline) func(*duizhao.Report) review.Draft {
	return func(r *duizhao.Report) review.Draft {
		d := p.Draft(r)
		return review.Draft{Whole: d.Whole, Near: d.Near, From: nearFrom}
	}
}

// welcome tells the person where the page is.
func (u *ui) welcome(link string, local bool, f reviewFlags) {
	if !local {
		u.notef("%s\n", u.say("注意：此地址不限于本机，连接未加密；请在前面放置提供 TLS 的代理", "note: this address is not local and the connection is not encrypted; put a proxy with TLS in front of it"))
	}
	u.printf("%s\n  %s\n%s\n", u.say("校订网页：", "the review page:"), link, u.say("按 Ctrl+C 结束", "Ctrl+C ends it"))
	if local && !f.noOpen {
		openBrowser(link)
	}
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// token reads the secret that lets everybody in.
func (u *ui) token(path string) (string, error) {
	if path == "" {
		return "", nil
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	t := strings.TrimSpace(string(b))
	if len(t) < 16 || len(t) > 1000 {
		return "", &duizhao.Error{Stage: "review", Code: "token", Path: path, Text: duizhao.Bilingual{
			Zh: "口令须有 16 至 1000 个字节；可用 openssl rand -hex 32 生成", En: "the secret must have 16 to 1000 bytes; make one with openssl rand -hex 32",
		}}
	}
	return t, nil
}

// openBrowser shows the link in the person's browser where there is one. That it did
// not come about is no error: the link is printed.
func openBrowser(link string) {
	program, args := "xdg-open", []string{link}
	switch {
	case runtime.GOOS == "darwin":
		program = "open"
	case runtime.GOOS == "windows":
		program, args = "rundll32", []string{"url.dll,FileProtocolHandler", link}
	case os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "":
		return
	}
	c := exec.CommandContext(context.Background(), program, args...)
	if c.Start() == nil {
		_ = c.Process.Release()
	}
}
