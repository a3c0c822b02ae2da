package review_test

import (
	"context"
	"fmt"
	"net"
	"os"
	"testing"

	"duizhao/review"
)

// TestChildServer is the server that TestKilled kills: it runs in a process of its
// own, prints its link and serves until its end.
func TestChildServer(t *testing.T) {
	out := os.Getenv("REVIEW_CHILD")
	if out == "" {
		t.Skip("started by TestKilled")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s, err := review.New(review.Options{Out: out, Redo: still}, l.Addr())
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(s.Link())
	if err := s.Serve(context.Background(), l); err != nil {
		t.Fatal(err)
	}
}
